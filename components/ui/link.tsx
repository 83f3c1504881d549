import NextLink from "next/link";
import type { ComponentProps } from "react";
import { isPagePath } from "@/lib/client/page-path";

interface LinkProps extends ComponentProps<"a"> {
  href: string;
}

type NextProps = ComponentProps<typeof NextLink>;

/**
 * A link that changes the page without a reload if it leads to a page of the app; a plain link to a file, the API, or
 * another site. It is not prefetched when in view: see components/shell/navigation.tsx.
 */
export function Link({ href, ...rest }: LinkProps) {
  if (!isPagePath(href)) return <a href={href} {...rest} />;
  return <NextLink prefetch={false} href={href} {...(rest as Omit<NextProps, "href">)} />;
}
