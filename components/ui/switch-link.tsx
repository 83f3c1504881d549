"use client";

import type { ReactNode } from "react";
import { Link } from "./link";
import { checkable, followBySpace } from "./roles";

interface SwitchLinkProps {
  /** The same page with the other state. */
  href: string;
  on: boolean;
  children: ReactNode;
}

const TRACK =
  "relative h-4.5 w-7.5 flex-none rounded-full border transition-colors forced-colors:border-[ButtonBorder] before:absolute before:top-0.5 before:size-3 before:rounded-full before:forced-color-adjust-none forced-colors:before:bg-[LinkText]";

/** A link with the role of a switch, so that it works without JavaScript. */
export function SwitchLink({ href, on, children }: SwitchLinkProps) {
  return (
    <Link
      href={href}
      {...checkable("switch", on)}
      onKeyDown={followBySpace}
      rel="nofollow"
      className="touch-target inline-flex min-h-7 items-center gap-2 text-note text-text-2 hover:text-text"
    >
      <span
        aria-hidden="true"
        className={`${TRACK} ${on ? "border-fill bg-fill before:right-0.5 before:bg-on-fill" : "border-field bg-bg before:left-0.5 before:bg-text-3"}`}
      />
      {children}
    </Link>
  );
}
