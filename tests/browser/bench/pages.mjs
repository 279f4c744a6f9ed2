// The pages that are measured: the widget, and the plain page made of the widget's own markup.

/** A page with the widget, as a city would paste it; `inside` is a fragment to adopt, or nothing. */
export const widgetPage = (attributes, inside = "") => page(
  `<script src="/assets/machi-plan.js" defer></script>`,
  inside || `<machi-plan ${attributes}></machi-plan>`,
);

/** The same rows and controls as in a widget's page, driven by the hand-written script. */
export const plainPage = (markup, plan) => page(
  `<script type="module" src="/plain.mjs"></script>`,
  markup,
  ` data-plan="${plan}"`,
);

const page = (script, content, attributes = "") => `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>計画</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/machi-plan.css">
${script}
</head><body${attributes}>
<main>${content}</main>
</body></html>`;
