// What scripts say, in the language of the page: its form carries what the English here is in that.
export const say = (form, words, values = {}) => {
  const known = JSON.parse(form.dataset.words ?? "{}");
  return (known[words] ?? words).replace(/\{(\w+)\}/g, (_, name) => values[name]);
};
