// Fetches a signed token when somebody begins to write: a program that fills in forms seldom does.
// Reading a page asks nothing; without this script a reply is taken as well.
for (const form of document.querySelectorAll("[data-reply-form]")) {
  const { page, token } = form.elements;

  form.addEventListener(
    "focusin",
    async () => {
      if (token.value) return;
      const asked = `${form.action}/token?page=${encodeURIComponent(page.value)}`;
      try {
        const answer = await fetch(asked, { cache: "no-store" });
        if (answer.ok) token.value = await answer.text();
      } catch {
        // The desk is away; keep.js says so when the reply is sent.
      }
    },
    { once: true },
  );
}
