"use client";

import { announce } from "@/components/ui/announce";
import { IconLink } from "@/components/ui/icon-button";

/** The id of the button that adds a model. */
export const ADD_MODEL = "add-model";
const CLASS = "remove-model";

/** Takes a model out of a comparison; the focus goes to the next one, or to the button that adds one. */
export function RemoveLink({ name, href, last }: { name: string; href: string; last: boolean }) {
  const remove = (link: Element) => {
    const others = [...document.querySelectorAll<HTMLElement>(`.${CLASS}`)];
    const place = others.indexOf(link as HTMLElement);
    const next = last ? document.getElementById(ADD_MODEL) : (others[place + 1] ?? others[place - 1]);
    next?.focus();
    announce(`${name} removed from the comparison`, "compare");
  };
  return (
    <IconLink
      size="sm"
      icon="x"
      href={href}
      label={`Remove ${name}`}
      tip="Remove"
      className={CLASS}
      onClick={(event) => remove(event.currentTarget)}
    />
  );
}
