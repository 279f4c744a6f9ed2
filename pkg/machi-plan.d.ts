// Types of machi-plan. The keys of a state are the attributes of the element and the keys of a shared link.

/** The views, as in the attribute `view`. */
export type MachiPlanView = "items" | "schedule" | "indicators" | "departments" | "results" | "changes" | "glance" | "overview" | "data" | "item";

/**
 * The state of a widget: what it shows and under which conditions. A missing key is not set. Several values of
 * one key are in one text, separated by commas; a comma or a backslash inside a value has a backslash before it.
 */
export interface MachiPlanState {
  view?: MachiPlanView;
  /** Ids of open items; in the view `item`, the item that is shown. */
  item?: string;
  /** Ids of indicators: the items that have any of them, and of their figures these alone. */
  indicator?: string;
  /** Names of departments or their aliases; any of them takes part. */
  department?: string;
  /** `"true"`: only items that one of the departments leads. */
  lead?: string;
  /** Ids of outline rows; an item is below any of them. */
  branch?: string;
  /** Fiscal years, `R6` or `2024`; in any of them the schedule has words. */
  year?: string;
  /** `new`: new words in one of these years, or in any; `continues`: an arrow goes on there. */
  schedule?: string;
  /** Statuses of results, where the plan has some; `none`: no status. */
  status?: string;
  /** Grades of the year that `rating-year` names; `none`: not rated. */
  rating?: string;
  /** Aspects of ratings; one rating meets this, `rating`, `by` and `rating-year`. */
  aspect?: string;
  /** Who rates. */
  by?: string;
  /** Fiscal years of ratings, `R6` or `2024`; if not set, the reported one. */
  "rating-year"?: string;
  /** Marks of items, where the plan has some. */
  priority?: string;
  /** Values of vocabularies, `SDGs:11`; of each vocabulary that is named, any. */
  tag?: string;
  /** `indicator`, `result`, or both. */
  has?: string;
  /** Where indicators went by their last two values: `up`, `same`, `down`, `incomparable`. */
  trend?: string;
  /** The query. */
  q?: string;
  /** `number`, `department` or `indicators`; with `-` before it, descending. */
  sort?: string;
  /** The language that the reader chose, by our name: `ja`, `ja-easy`, `en`. */
  lang?: string;
}

/** A state as it can be given: lists and true or false are taken too. */
export type MachiPlanStateInput = {
  [Key in keyof MachiPlanState]?: MachiPlanState[Key] | readonly string[] | number | boolean | null;
};

/**
 * A plan as a plain object, in the form of a plan file's `plan`; plan-file.schema.json describes each value. Cells are as
 * printed; years are fiscal years, 2024 for R6; what is empty is left out.
 */
export interface MachiPlanData {
  about: MachiPlanAbout;
  outline?: MachiPlanOutlineRow[];
  items?: MachiPlanItem[];
  departments?: { name?: string; kana?: string; aliases?: string[] }[];
  sections?: { section_id: string; parent_id?: string; heading?: string; text?: string }[];
  tables?: MachiPlanTable[];
  corrections?: MachiPlanCorrection[];
  statuses?: { status?: string; aspect?: string; order?: string; definition?: string; stage?: string }[];
  glossary?: { term?: string; kana?: string; explanation?: string }[];
  changes?: MachiPlanChange[];
  schedule_columns?: { year: number; part?: string; line?: string }[];
}

export interface MachiPlanAbout {
  plan_id: string;
  title?: string;
  subtitle?: string;
  municipality?: string;
  municipality_code?: string;
  first_year: number;
  last_year: number;
  results_year?: number;
  published?: string;
  updated?: string;
  source_title?: string;
  source_url?: string;
  licence?: string;
  contact?: string;
  level_names?: string[];
  departments_label?: string;
  purpose_label?: string;
  content_label?: string;
  indicators_label?: string;
  results_label?: string;
  baseline_label?: string;
  page_url?: string;
}

export interface MachiPlanOutlineRow {
  outline_id: string;
  parent_id?: string;
  mark?: string;
  name?: string;
  description?: string;
  departments?: { department?: string; lead?: boolean }[];
  page?: string;
  note?: string;
}

export interface MachiPlanItem {
  item_id: string;
  outline_id: string;
  mark?: string;
  name?: string;
  departments?: { department?: string; lead?: boolean }[];
  purpose?: string;
  content?: string;
  page?: string;
  repost_of?: string;
  priority?: string[];
  tags?: string[];
  start?: string;
  end?: string;
  note?: string;
  schedule?: { mark?: string; line?: string; action?: string; cells?: string[]; inferred?: boolean; note?: string }[];
  indicators?: MachiPlanIndicator[];
  results?: { fiscal_year: number; result?: string; status?: string; reason?: string; challenge?: string; direction?: string; next_steps?: string }[];
  ratings?: MachiPlanRating[];
}

export interface MachiPlanIndicator {
  indicator_id: string;
  name?: string;
  series?: string;
  class?: string;
  unit?: string;
  direction?: string;
  kind?: string;
  formula?: string;
  source?: string;
  baseline_year?: number;
  baseline?: string;
  reference_name?: string;
  reference?: string;
  as_of?: string;
  targets?: { year: number; printed: string }[];
  actuals?: { year: number; printed: string }[];
  forecasts?: { year: number; printed: string }[];
  rates?: { year: number; printed: string }[];
  cumulatives?: { year: number; printed: string }[];
  break?: string;
  repost_of?: string;
  inferred?: boolean;
  note?: string;
}

export interface MachiPlanRating {
  indicator_id?: string;
  fiscal_year: number;
  by?: string;
  aspect?: string;
  rating?: string;
  reason?: string;
  as_of?: string;
}

export interface MachiPlanTable {
  table_id: string;
  section_id?: string;
  title?: string;
  unit?: string;
  chart?: string;
  note?: string;
  head?: string[];
  rows?: { cells: string[] }[];
}

export interface MachiPlanCorrection {
  table?: string;
  id?: string;
  column?: string;
  printed?: string;
  corrected?: string;
  reason?: string;
  date?: string;
}

export interface MachiPlanChange {
  date?: string;
  fiscal_year?: number;
  table?: string;
  id?: string;
  column?: string;
  kind?: string;
  before?: string;
  after?: string;
  reason?: string;
  successors?: string[];
}

export interface MachiPlanEventMap {
  /** The widget can be used. `adopted`: the fragment that stood in the page became the widget. */
  "machi-plan:ready": CustomEvent<{ adopted: boolean }>;
  /** The reader, the address or a script changed the state. Items are counted without reposts. */
  "machi-plan:change": CustomEvent<{ state: MachiPlanState; items: number; reposts: number }>;
  /** The plan could not be shown; the content of the page stays. `message` is for people, in the language of the element. */
  "machi-plan:error": CustomEvent<{ code: string; message: string }>;
}

export interface MachiPlanElement extends HTMLElement {
  /** The id of a plan that is inside the script; may be left out where the script has only one. */
  plan: string | null;
  /** The address of a plan file, of any name; `#id`: an element of the page that holds one. */
  src: string | null;
  /** `none`: no search, no facets. */
  controls: string | null;
  /** Not `null`: starts at once, also where a fragment is in place that no reader is near. */
  autostart: string | boolean | null;
  /** How many bytes a plan file may have: 20000000 if not set, at most 100000000. */
  maxBytes: string | number | null;
  /** The address of the site of pages (`render --as site`): items and departments link to theirs. */
  site: string | null;
  /** The level of the widget's own heading, 1 to 6; 2 if not set. */
  headingLevel: string | number | null;

  view: MachiPlanView | null;
  item: string | null;
  indicator: string | null;
  department: string | null;
  lead: string | boolean | null;
  branch: string | null;
  year: string | null;
  schedule: string | null;
  status: string | null;
  rating: string | null;
  aspect: string | null;
  by: string | null;
  ratingYear: string | null;
  priority: string | null;
  tag: string | null;
  has: string | null;
  trend: string | null;
  q: string | null;
  sort: string | null;

  /** The languages among which a reader can choose, with spaces between them: `ja ja-easy en`. */
  languages: string | null;
  /** HTML's own: the language of the widget, `ja`, `ja-x-easy` or `en`; that of what it stands in if not set. */
  lang: string;

  /** What is shown now; `undefined` before `machi-plan:ready`. A state that is set earlier is kept until then. */
  get state(): MachiPlanState | undefined;
  set state(state: MachiPlanStateInput);
  /** The plan that is shown; setting one shows it instead of `plan` and `src`, `null` returns to these. */
  get planData(): MachiPlanData | undefined;
  set planData(plan: MachiPlanData | null);

  /**
   * The items that are selected, in their order, as the text of a CSV; `undefined` before `machi-plan:ready`. `"tidy"`,
   * which is the default, has the columns of the open data; `"excel"` has one row an item under the document's words.
   */
  exportCsv(form?: "tidy" | "excel"): string | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    "machi-plan": MachiPlanElement;
  }
  // The events bubble: the element, the elements around it, the document and the window receive them.
  interface GlobalEventHandlersEventMap extends MachiPlanEventMap {}
  /** The one name that the script adds beside the element. */
  var machiPlan: { readonly version: string; readonly upgrade: (within?: Element | Document) => void } | undefined;
}

/** The version of the package. */
export const version: string;
/** Turns hooks (class `machi-plan`, `data-machi-plan`) in a part of the page into the element. Done once at the start. */
export function upgrade(within?: Element | Document): void;
