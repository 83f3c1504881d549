"use client";

import { type ReactNode, useRef } from "react";

interface MenuProps {
  label: string;
  /** How the button looks that opens it. */
  look: "button" | "copy";
  /** Opens upward, where there is no room below. */
  up?: boolean;
  /** Buttons of the class `chat-menu-choice`; a click on one closes it. */
  children: ReactNode;
}

/** A few choices behind a button; Esc closes it and gives the focus back, and so does going elsewhere. */
export function Menu({ label, look, up = false, children }: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  return (
    <details
      ref={menu}
      className="chat-menu"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !menu.current?.open) return;
        event.preventDefault();
        close();
        menu.current.querySelector("summary")?.focus();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest(".chat-menu-choice")) close();
      }}
    >
      <summary className={look}>{label} ▾</summary>
      <div className="chat-menu-list" data-up={up || undefined}>
        {children}
      </div>
    </details>
  );
}
