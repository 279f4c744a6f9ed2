// embed.html: a page for a frame, with the whole script inside. Plan and state come from its own address:
// `embed.html?plan=okayama&view=schedule`. The keys are the attributes of the element.

(() => {
  const host = document.createElement("machi-plan");
  // In a frame the widget's heading is the heading of the page.
  host.setAttribute("heading-level", "1");
  const { observedAttributes } = customElements.get("machi-plan");
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (observedAttributes.includes(name)) host.setAttribute(name, value);
  }
  // The content of `main` says where to read on. It stays if the widget cannot start.
  const main = document.querySelector("main");
  host.append(...main.childNodes);
  host.addEventListener("machi-plan:ready", () => {
    document.title = host.querySelector(".machi-plan-title")?.textContent ?? document.title;
  });
  main.append(host);
})();
