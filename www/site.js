// The copy buttons of the demo pages, and nothing else. They are hidden in the pages: without this file they would do
// nothing.

const WORDS = {
  done: "コピーしました。",
  byHand: "コピーできませんでした。選択された文字を写してください。",
};

for (const button of document.querySelectorAll(".site-copy")) {
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

/** Whether the text went to the clipboard. On pages without https there is none to ask. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
