import { readStored, writeStored } from "@/lib/client/storage";

const READS = "gatewayz_read_answers";
const TITLES = "gatewayz_generate_titles";

/** Whether screen readers read an answer aloud when it is done; stored in this browser. */
export const readsAnswers = (): boolean => readStored(READS) === "1";

export const setReadsAnswers = (on: boolean): void => void writeStored(READS, on ? "1" : null);

/** Whether the first model names a new chat, with one more short call; stored in this browser. */
export const generatesTitles = (): boolean => readStored(TITLES) !== "0";

export const setGeneratesTitles = (on: boolean): void => void writeStored(TITLES, on ? null : "0");
