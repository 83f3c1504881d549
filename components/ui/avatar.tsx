import { Logo } from "./icon";

const SIZES = {
  24: "size-6 rounded-small text-tag [&>svg]:size-3.5",
  32: "size-8 rounded-field text-note [&>svg]:size-4.5",
  40: "size-10 rounded-field text-chat [&>svg]:size-5.5",
  52: "size-13 rounded-panel text-title [&>svg]:size-7",
};

interface AvatarProps {
  /** Slug of an author or a gateway. */
  of: string;
  name: string;
  size?: keyof typeof SIZES;
  className?: string;
}

/** The logo of an author or gateway, or its first letter. Decorative, because the name is next to it. */
export function Avatar({ of, name, size = 32, className = "" }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={`inline-grid flex-none place-items-center border border-line bg-panel font-semibold text-text ${SIZES[size]} ${className}`}
    >
      <Logo of={of} name={name} className="" />
    </span>
  );
}

interface PileProps {
  /** The gateway of the displayed figures first. */
  gateways: readonly { slug: string; name: string }[];
  /** Maximum number of circles. */
  max?: number;
  className?: string;
}

/** A model's gateways as overlapping circles with their count; the names are in its tooltip and text. */
export function GatewayPile({ gateways, max = 4, className = "" }: PileProps) {
  const names = gateways.map(({ name }) => name).join(", ");
  return (
    <span className={`inline-flex items-center text-label text-text-3 ${className}`} title={names}>
      {gateways.slice(0, max).map(({ slug, name }) => (
        <span
          key={slug}
          aria-hidden="true"
          className="-mr-1.25 inline-grid size-5.5 place-items-center rounded-full border border-line bg-raised text-tag text-text-2"
        >
          <Logo of={slug} name={name} className="size-3.5" />
        </span>
      ))}
      <span className="ml-2.75">
        {gateways.length}
        <span className="sr-only">
          {" "}
          {gateways.length === 1 ? "gateway" : "gateways"}, {names}
        </span>
      </span>
    </span>
  );
}
