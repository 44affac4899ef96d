import { type Displayable, displayable } from "../../core/displayable.ts";
import { pictureBundle } from "../picture_bundle.ts";

/** A picture of a relation or of rows, and the same as text. */
export interface RelationPicture extends Displayable {
  /** What it shows and finds, in one sentence, for those who do not see it. */
  readonly alt: string;
  /** An SVG document that stands by itself. */
  readonly svg: string;
  /** The same for a terminal. */
  readonly text: string;
  /** The same as Markdown. */
  readonly markdown: string;
}

/** A picture that shows itself. */
export function relationPicture(
  picture: Omit<RelationPicture, keyof Displayable>,
): RelationPicture {
  return displayable({ ...picture }, () => Promise.resolve(pictureBundle));
}
