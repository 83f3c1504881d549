import Form from "next/form";
import type { ComponentProps } from "react";

interface PageFormProps extends ComponentProps<"form"> {
  /** The path of the page that gets the fields as its query. */
  action: string;
  /** Whether to scroll to the top; false for another state of the same page. */
  scroll?: boolean;
}

/** A form whose fields become the query of a page, which is shown without a reload. */
export function PageForm(props: PageFormProps) {
  return <Form prefetch={false} {...(props as ComponentProps<typeof Form>)} />;
}
