import Form from "next/form";
import type { ComponentProps } from "react";

interface PageFormProps extends ComponentProps<"form"> {
  /** The page that its fields are for. */
  action: string;
  /** Whether that page begins at its top; false where it is the same one with other figures. */
  scroll?: boolean;
}

/** A form whose fields go into the address of a page, which is shown without a reload. */
export function PageForm(props: PageFormProps) {
  return <Form prefetch={false} {...(props as ComponentProps<typeof Form>)} />;
}
