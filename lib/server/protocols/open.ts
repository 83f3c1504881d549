import type { Kysely } from "kysely";
import { ResponseStore } from "../db/responses";
import type { StateDatabase } from "../db/schema";
import type { Log } from "../log";
import { chatProtocol } from "./chat/protocol";
import { completionsProtocol } from "./completions";
import { embeddingsProtocol } from "./embeddings/protocol";
import { messagesProtocol } from "./messages/protocol";
import type { Protocol } from "./protocol";
import { compactProtocol } from "./responses/compact";
import { RunningResponses, responsesProtocol } from "./responses/protocol";

const HOUR_MS = 3_600_000;

/** The supported protocols, and the stored responses. */
export interface Protocols {
  all: readonly Protocol[];
  responses: { store: ResponseStore; running: RunningResponses };
  close(): void;
}

/**
 * Opens all protocols; deletes expired responses once an hour.
 * @param accountBytes limit of an account's stored responses
 */
export function openProtocols(db: Kysely<StateDatabase>, log: Log, accountBytes: number): Protocols {
  const store = new ResponseStore(db, accountBytes);
  const running = new RunningResponses();
  const purge = () => store.purge().catch((err: Error) => log.warn({ err }, "expired responses could not be deleted"));
  const timer = setInterval(() => void purge(), HOUR_MS);
  timer.unref();
  return {
    all: [
      chatProtocol,
      responsesProtocol({ store, running, log }),
      compactProtocol(store),
      messagesProtocol,
      embeddingsProtocol(),
      completionsProtocol,
    ],
    responses: { store, running },
    close: () => clearInterval(timer),
  };
}
