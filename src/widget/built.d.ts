// What the build gives to the modules here (xtask/src/build/script.rs). "glue" is the glue of wasm-bindgen, "names" what
// src/model/script.rs writes; the types of both come from the build.

declare module "built" {
  /** The version of the package. */
  export const VERSION: string;
  /** The text of machi-plan.css: Brotli, base64. */
  export const STYLE: string;
  /** The plan files of the script, each with the id of its plan: phrases replaced, UTF-16, Brotli, base64. */
  export const PLANS: [string, string][];
  /** The module that reads Brotli, as it is: base64. */
  export const UNPACKER: string;
  /** The phrases that characters from U+0080 on replace in the plan files. */
  export const PHRASES: string[];
  /** Gives the module of the program. */
  export function program(): Promise<BufferSource>;
}

declare module "glue" {
  /** Makes the glue of a program, whose `initSync` starts it. */
  export const start: () => typeof wasm_bindgen;
}
