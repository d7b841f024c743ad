// All the small helps of the reply form, so that a page names one script.
import "./answer.js";
import "./validate.js";
import "./remember.js";
import "./keep.js";
import "./token.js";
