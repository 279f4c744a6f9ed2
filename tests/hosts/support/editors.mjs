// Editors of content management systems in a page of Chromium: how they change a snippet when an article is opened
// and saved again. They run as their makers deliver them, without a policy of ours.

import { fileURLToPath } from "node:url";

/** The folder that a server of the tests serves for them. */
export const MODULES = fileURLToPath(new URL("../node_modules", import.meta.url));

const page = (script, start) =>
  `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>記事の編集</title></head>
<body><textarea id="article"></textarea><script src="${script}"></script><script>${start}</script></body></html>`;

// CKEditor asks its maker for its newest version unless this is switched off. It is the only setting that is changed
// in both.
const ckeditor = (settings) => `
  globalThis.editor = new Promise((done) => {
    CKEDITOR.replace("article", { versionCheck: false${settings} }).on("instanceReady", ({ editor }) => done(editor));
  });
  globalThis.roundTrip = async (content) => {
    const editor = await globalThis.editor;
    await new Promise((done) => editor.setData(content, { callback: done }));
    return editor.getData();
  };`;

const tinymce = (settings) => `
  globalThis.editor = tinymce.init({ selector: "#article", license_key: "gpl"${settings} });
  globalThis.roundTrip = async (content) => {
    const [editor] = await globalThis.editor;
    editor.setContent(content);
    return editor.getContent();
  };`;

/** The editors, each with its page. As in a CMS, the page is in one folder, and the articles are in another of the same depth. */
export const EDITOR_PAGES = {
  ckeditor: { path: "/admin/ckeditor.html", body: page("/ckeditor4/ckeditor.js", ckeditor("")) },
  "ckeditor-all": { path: "/admin/ckeditor-all.html", body: page("/ckeditor4/ckeditor.js", ckeditor(", allowedContent: true")) },
  tinymce: { path: "/admin/tinymce.html", body: page("/tinymce/tinymce.min.js", tinymce("")) },
};

/** TinyMCE as whoever runs the CMS can set it: frames of the site itself may run scripts, addresses stay as they are. */
export const TINYMCE_SET = page(
  "/tinymce/tinymce.min.js",
  tinymce(', sandbox_iframes_exclusions: ["127.0.0.1"], convert_urls: false'),
);

/** What an open editor gives back for the content of an article. */
export const roundTrip = (page, content) => page.evaluate((content) => globalThis.roundTrip(content), content);
