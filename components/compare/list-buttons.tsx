"use client";

import { compared, type DeviceList, favorites } from "./device-list";

interface ButtonProps {
  id: string;
  name: string;
}

/** Keeps a model on this device, or lets it go. */
export function FavoriteButton(props: ButtonProps) {
  return <ListButton {...props} list={favorites} marks={["☆", "★"]} word={`Keep ${props.name}`} text="Keep" />;
}

/** Puts a model among those to compare, or takes it out. */
export function CompareButton(props: ButtonProps) {
  return <ListButton {...props} list={compared} marks={["+", "✓"]} word={`Compare ${props.name}`} text="Compare" />;
}

interface ListButtonProps extends ButtonProps {
  list: DeviceList;
  /** Not in the list, in the list. */
  marks: [string, string];
  word: string;
  text: string;
}

function ListButton({ id, list, marks: [off, on], word, text }: ListButtonProps) {
  const chosen = list.useIds().includes(id);
  const full = list.useRefused() === id;
  return (
    <button
      type="button"
      className="button needs-script"
      aria-pressed={chosen}
      aria-label={word}
      title={word}
      onClick={() => list.toggle(id)}
    >
      <span aria-hidden="true">{chosen ? on : off}</span>
      {full ? "List is full" : text}
    </button>
  );
}
