import type { Figure } from "../core/figure.ts";
import { formatQuantity } from "../display/format_figure.ts";

/** A figure with the number under which its evidence stands. */
export interface NumberedFigure {
  readonly number: number;
  readonly figure: Figure;
  /** The numbers of the figures that went into it. */
  readonly inputs: readonly number[];
}

/** Numbers the figures of one document, equal ones alike, in the order in which they are first named. */
export interface EvidenceNotes {
  /** An id of the document. */
  readonly id: (name: string) => string;
  /** The number of a figure, and whether it was named for the first time. */
  readonly note: (figure: Figure) => { readonly number: number; readonly first: boolean };
  /** Whether the text itself names a figure, not only another figure's evidence. */
  readonly isNamed: (number: number) => boolean;
  /** Every figure named so far, with those that went into them. */
  readonly all: () => readonly NumberedFigure[];
}

/**
 * Starts the notes of a document.
 *
 * @param prefix Begins every id, so that two documents can stand on one page.
 */
export function evidenceNotes(prefix = ""): EvidenceNotes {
  const byContent = new Map<string, NumberedFigure>();
  const named = new Set<number>();

  function add(figure: Figure): number {
    const content = JSON.stringify(figure);
    const known = byContent.get(content);
    if (known) return known.number;
    // Its number is taken before its inputs', so that an appendix reads from result to source.
    const number = byContent.size + 1;
    byContent.set(content, { number, figure, inputs: [] });
    const inputs = (figure.evidence.inputs ?? []).map(add);
    byContent.set(content, { number, figure, inputs });
    return number;
  }

  return {
    id: (name) => prefix + name,
    note(figure) {
      const number = add(figure);
      const first = !named.has(number);
      named.add(number);
      return { number, first };
    },
    isNamed: (number) => named.has(number),
    all: () => [...byContent.values()].sort((a, b) => a.number - b.number),
  };
}

/** What each tag means. */
export const TAG_MEANINGS: Readonly<Record<Figure["tag"], string>> = {
  exact: "computed or counted without error",
  measured: "observed on a running system",
  estimated: "computed from other figures, with an error",
  assumed: "taken for granted until somebody says otherwise",
};

/** The tags that a document uses, from the strongest. */
export function tagsOf(figures: readonly NumberedFigure[]): readonly Figure["tag"][] {
  const order = Object.keys(TAG_MEANINGS) as Figure["tag"][];
  const used = new Set(figures.map(({ figure }) => figure.tag));
  return order.filter((tag) => used.has(tag));
}

/** A figure's band in words; nothing when it has none. */
export function bandText({ band, unit }: Figure): string | undefined {
  return band?.map((bound) => formatQuantity(bound, unit)).join(" to ");
}
