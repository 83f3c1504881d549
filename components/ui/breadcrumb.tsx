import { Fragment } from "react";
import { Icon } from "./icon";
import { Link } from "./link";

interface BreadcrumbProps {
  /** The parent pages, from the top. */
  links: readonly { href: string; name: string }[];
  /** The current page; omit it where the heading below shows it. */
  here?: string;
  className?: string;
}

export function Breadcrumb({ links, here, className = "" }: BreadcrumbProps) {
  return (
    <nav aria-label="Breadcrumb" className={`flex items-center gap-1.5 text-note text-text-3 ${className}`}>
      {links.map(({ href, name }, index) => (
        <Fragment key={href}>
          {index > 0 && <Icon name="chevron-right" size={14} />}
          <Link href={href} className="touch-target inline-block py-0.5 hover:text-text">
            {name}
          </Link>
        </Fragment>
      ))}
      {here !== undefined && <Icon name="chevron-right" size={14} />}
      {here}
    </nav>
  );
}
