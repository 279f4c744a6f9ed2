// The copy buttons of the demo pages, which are hidden there because they need this file. And the words of a page
// whose own script has not loaded: that script would have removed them.

const WORDS = {
  done: "コピーしました。",
  byHand: "コピーできませんでした。選択された文字を写してください。",
};

for (const button of document.querySelectorAll(".site-copy[aria-controls]")) {
  const snippet = document.getElementById(button.getAttribute("aria-controls"));
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    // Emptied first: a screen reader says a sentence only when it changes.
    status.textContent = "";
    const copied = await copy(snippet.textContent);
    if (!copied) getSelection().selectAllChildren(snippet);
    status.textContent = copied ? WORDS.done : WORDS.byHand;
  });
}

// Scripts that wait for the page have run by then.
addEventListener("load", () => {
  const missing = document.getElementById("missing");
  if (missing) missing.hidden = false;
});

/** Copies a text and returns whether it worked. A page without https has no clipboard. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
