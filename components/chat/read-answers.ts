import { readStored, writeStored } from "@/lib/client/storage";

const NAME = "gatewayz_read_answers";

/** Whether screen readers read an answer aloud when it is done; this browser remembers it. */
export const readsAnswers = (): boolean => readStored(NAME) === "1";

export const setReadsAnswers = (on: boolean): boolean => writeStored(NAME, on ? "1" : null);
