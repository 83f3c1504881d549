import type { IconName } from "./icon-names";
import { LOGO_FILES, logoIndex } from "./logo-names";
import { ICONS_URL, LOGOS_URL } from "./sprites";

const SIZES = {
  12: "size-3 [stroke-width:2.25]",
  14: "size-3.5 [stroke-width:2]",
  16: "size-4 [stroke-width:1.75]",
  18: "size-4.5 [stroke-width:1.75]",
  20: "size-5 [stroke-width:1.75]",
};

interface IconProps {
  name: IconName;
  size?: keyof typeof SIZES;
  className?: string;
}

/** A decorative Lucide icon in the text color; its parent has the accessible name. */
export function Icon({ name, size = 16, className = "" }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      className={`flex-none fill-none stroke-current [stroke-linecap:round] [stroke-linejoin:round] ${SIZES[size]} ${className}`}
    >
      <use href={`${ICONS_URL}#${name}`} />
    </svg>
  );
}

interface LogoProps {
  /** Slug of a gateway or an author. */
  of: string;
  /** Its first letter replaces a missing logo. */
  name: string;
  className?: string;
}

/** The logo of a gateway or an author in the text color, 16 px by default. */
export function Logo({ of, name, className = "size-4" }: LogoProps) {
  const index = logoIndex(of);
  if (index === undefined) {
    return (
      <span aria-hidden="true" className={`inline-grid flex-none place-items-center font-semibold ${className}`}>
        {name.slice(0, 1).toUpperCase()}
      </span>
    );
  }
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={`flex-none fill-current ${className}`}>
      <use href={`${LOGOS_URL}#${LOGO_FILES[index]}`} y={-24 * index} />
    </svg>
  );
}
