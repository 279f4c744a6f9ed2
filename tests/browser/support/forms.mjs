// A department's form while somebody writes into it: its cells as texts, and the workbook with other texts in them.

import { unzip, zip } from "./zip.mjs";

const unescaped = (text) =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" })[name]);
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const texts = (xml) => [...xml.matchAll(/<t\b[^>]*>([^<]*)<\/t>/g)].map((found) => unescaped(found[1])).join("");

/** A form as our own workbooks are written. */
export class Form {
  constructor(name, bytes) {
    this.name = name;
    this.parts = unzip(bytes);
    const book = this.parts["xl/workbook.xml"].toString();
    this.names = [...book.matchAll(/<sheet name="([^"]*)"/g)].map((found) => unescaped(found[1]));
    const shared = this.parts["xl/sharedStrings.xml"].toString();
    this.shared = [...shared.matchAll(/<si>([\s\S]*?)<\/si>/g)].map((found) => texts(found[1]));
  }

  #part(sheet) {
    return `xl/worksheets/sheet${this.names.indexOf(sheet) + 1}.xml`;
  }

  /** The rows of a sheet as texts by their heads, with the number of the row; none where the form lacks the sheet. */
  rows(sheet) {
    const xml = this.parts[this.#part(sheet)]?.toString() ?? "";
    const rows = [];
    let heads = [];
    for (const [, number, cells] of xml.matchAll(/<row r="(\d+)"[^>]*>([\s\S]*?)<\/row>/g)) {
      const own = {};
      for (const [, column, kind, content] of cells.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
        const value = content?.match(/<v>([^<]*)<\/v>/)?.[1];
        own[column] = kind.includes('t="s"') ? this.shared[value] : kind.includes('t="inlineStr"') ? texts(content) : value ?? "";
      }
      if (number === "1") heads = Object.entries(own);
      else rows.push({ row: number, ...Object.fromEntries(heads.map(([column, head]) => [head, own[column] ?? ""])) });
    }
    this.heads = Object.fromEntries(heads.map(([column, head]) => [head, column]));
    return rows;
  }

  /** Writes a text into the cell of the first row that has all these texts, below a head; returns its address. */
  write(sheet, wanted, head, text) {
    const found = this.rows(sheet).find((row) => Object.entries(wanted).every(([key, value]) => row[key] === value));
    const address = this.heads[head] + found.row;
    const part = this.#part(sheet);
    const cell = new RegExp(`<c r="${address}"((?: s="\\d+")?)[^>]*?(?:/>|>[\\s\\S]*?</c>)`);
    const xml = this.parts[part].toString();
    const inside = text === "" ? "/>" : ` t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
    const written = xml.replace(cell, (_, style) => `<c r="${address}"${style}${inside}`);
    if (written === xml) throw new Error(`${this.name} ${sheet}!${address} was not written`);
    this.parts[part] = Buffer.from(written);
    return address;
  }

  get bytes() {
    return zip(this.parts);
  }
}

/** The forms of a zip of forms. */
export const formsOf = (bytes) => Object.entries(unzip(bytes)).map(([name, content]) => new Form(name, content));
