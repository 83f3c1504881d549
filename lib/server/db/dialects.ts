import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
} from "kysely";
import { cleanText } from "@/lib/models/text";

/**
 * SQLite with transactional schema changes, which Kysely doesn't use by default. A transaction locks from its start:
 * one that reads first would be denied its write if another thread wrote in between.
 */
export class SafeSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqlite();
  }

  override createDriver(): Driver {
    const driver = new SafeDriver(super.createDriver());
    driver.beginTransaction = async (c) => void (await c.executeQuery(CompiledQuery.raw("begin immediate")));
    return driver;
  }
}

/** PostgreSQL that stores the same text as SQLite. */
export class SafePostgresDialect extends PostgresDialect {
  override createDriver(): Driver {
    return new SafeDriver(super.createDriver());
  }
}

class TransactionalSqlite extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Cleans the text of each statement: PostgreSQL rejects NUL, and SQLite truncates text there. */
class SafeConnection implements DatabaseConnection {
  constructor(readonly inner: DatabaseConnection) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.inner.executeQuery<R>(cleaned(query));
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(cleaned(query), chunkSize);
  }
}

class SafeDriver implements Driver {
  readonly #inner: Driver;

  constructor(inner: Driver) {
    this.#inner = inner;
  }

  init: Driver["init"] = () => this.#inner.init();
  destroy: Driver["destroy"] = () => this.#inner.destroy();
  beginTransaction: Driver["beginTransaction"] = (c, settings) => this.#inner.beginTransaction(innerOf(c), settings);
  commitTransaction: Driver["commitTransaction"] = (c) => this.#inner.commitTransaction(innerOf(c));
  releaseConnection: Driver["releaseConnection"] = (c) => this.#inner.releaseConnection(innerOf(c));

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SafeConnection(await this.#inner.acquireConnection());
  }

  /** SQLite ends a transaction by itself when the disk is full; failing here would hide the reason. */
  async rollbackTransaction(c: DatabaseConnection): Promise<void> {
    try {
      await this.#inner.rollbackTransaction(innerOf(c));
    } catch (error) {
      if (!/no transaction is active/.test((error as Error).message)) throw error;
    }
  }
}

const innerOf = (connection: DatabaseConnection) => (connection as SafeConnection).inner;

function cleaned(query: CompiledQuery): CompiledQuery {
  const { parameters } = query;
  for (const [at, value] of parameters.entries()) {
    if (typeof value !== "string" || cleanText(value) === value) continue;
    const rest = parameters
      .slice(at)
      .map((parameter) => (typeof parameter === "string" ? cleanText(parameter) : parameter));
    return { ...query, parameters: [...parameters.slice(0, at), ...rest] };
  }
  return query;
}
