import NextLink from "next/link";
import type { ComponentProps } from "react";
import { isPagePath } from "@/lib/client/page-path";

interface LinkProps extends ComponentProps<"a"> {
  href: string;
}

type NextProps = ComponentProps<typeof NextLink>;

/**
 * Navigates without a reload to pages of the app; a plain link to files, the API, and other sites. Not prefetched when
 * visible: see components/shell/navigation.tsx.
 */
export function Link({ href, ...rest }: LinkProps) {
  if (!isPagePath(href)) return <a href={href} {...rest} />;
  return <NextLink prefetch={false} href={href} {...(rest as Omit<NextProps, "href">)} />;
}
