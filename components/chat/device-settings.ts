import { readStored, writeStored } from "@/lib/client/storage";

const READS = "gatewayz_read_answers";
const TITLES = "gatewayz_generate_titles";

/** Whether screen readers read an answer aloud when it is done; this browser remembers it. */
export const readsAnswers = (): boolean => readStored(READS) === "1";

export const setReadsAnswers = (on: boolean): boolean => writeStored(READS, on ? "1" : null);

/** Whether the model that answers first names a new chat, with one more short call; this browser remembers it. */
export const generatesTitles = (): boolean => readStored(TITLES) !== "0";

export const setGeneratesTitles = (on: boolean): boolean => writeStored(TITLES, on ? null : "0");
