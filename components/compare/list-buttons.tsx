"use client";

import { compared, type DeviceList, favourites } from "./device-list";

interface ButtonProps {
  id: string;
  name: string;
  /** Only the mark, for a row of a table. */
  small?: boolean;
}

/** Keeps a model on this device, or lets it go. */
export function FavouriteButton(props: ButtonProps) {
  return (
    <ListButton {...props} list={favourites} marks={["☆", "★"]} letter="f" word={`Keep ${props.name}`} text="Keep" />
  );
}

/** Puts a model among those to compare, or takes it out. */
export function CompareButton(props: ButtonProps) {
  return (
    <ListButton
      {...props}
      list={compared}
      marks={["+", "✓"]}
      letter="c"
      word={`Compare ${props.name}`}
      text="Compare"
    />
  );
}

interface ListButtonProps extends ButtonProps {
  list: DeviceList;
  /** Not in the list, in the list. */
  marks: [string, string];
  /** The key that presses it in a row: see `row-keys.ts`. */
  letter: string;
  word: string;
  text: string;
}

function ListButton({ id, small = false, list, marks: [off, on], letter, word, text }: ListButtonProps) {
  const chosen = list.useIds().includes(id);
  const mark = chosen ? on : off;
  return (
    <button
      type="button"
      className={small ? "mark-button needs-script" : "button needs-script"}
      tabIndex={small ? -1 : undefined}
      data-key={small ? letter : undefined}
      aria-pressed={chosen}
      aria-label={word}
      title={small ? `${word} (${letter})` : word}
      onClick={() => list.toggle(id)}
    >
      {small ? mark : <span aria-hidden="true">{mark}</span>}
      {!small && text}
    </button>
  );
}

/** Both marks of a row; its keys c and f press them. */
export function RowMarks({ id, name }: { id: string; name: string }) {
  return (
    <span className="row-marks">
      <FavouriteButton id={id} name={name} small />
      <CompareButton id={id} name={name} small />
    </span>
  );
}
