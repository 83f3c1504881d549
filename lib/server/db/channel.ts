import pg from "pg";

const CONNECT_MS = 3_000;
const STATEMENT_MS = 5_000;
/** How often the connection is checked, and the delay before reconnecting, in ms. */
const HEARTBEAT_MS = 5_000;
const RETRY_MS = 500;

/** Detects a dead peer quickly: a machine that disappeared must not keep its locks. */
const PROMPT = "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";
/** Names include the schema: several installations may share a database. */
const NAMES =
  "select 'gatewayz_' || md5(current_schema()) as name, hashtext('gatewayz ' || current_schema()) & 2147483647 as space";

/**
 * Messages and locks between processes through one PostgreSQL connection, which reconnects when it breaks. PostgreSQL
 * releases a lock when its holder ends in any way. Messages sent while disconnected are lost, so listeners must check
 * for themselves after reconnecting.
 */
export class Channel {
  readonly #url: string;
  readonly #topics = new Map<string, ((payload: string) => void)[]>();
  readonly #onConnect: (() => unknown)[] = [];
  readonly #onDisconnect: (() => unknown)[] = [];
  #client: pg.Client | null = null;
  #pending: Promise<unknown> = Promise.resolve();
  #name = "";
  #space = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(url: string) {
    this.#url = url;
  }

  /** Connects. Rejects when PostgreSQL doesn't respond now; later failures are retried. */
  static async open(url: string): Promise<Channel> {
    const channel = new Channel(url);
    await channel.#connect();
    return channel;
  }

  /** Whether PostgreSQL is reachable, according to this connection. */
  get connected(): boolean {
    return this.#client !== null;
  }

  /** Subscribes to a topic's messages from all processes, including this one. */
  on(topic: string, onEvent: (payload: string) => void): void {
    this.#topics.set(topic, [...(this.#topics.get(topic) ?? []), onEvent]);
  }

  /** Called after each reconnect: messages sent meanwhile are lost, and locks are released. */
  onConnect(work: () => unknown): void {
    this.#onConnect.push(work);
  }

  /** Called when the connection, and with it all locks, is lost. */
  onDisconnect(work: () => unknown): void {
    this.#onDisconnect.push(work);
  }

  /** Sends a message to all processes, at most about 7,000 bytes. */
  publish(topic: string, payload = ""): void {
    this.#query("select pg_notify($1, $2)", [this.#name, `${topic} ${payload}`]).catch(() => {});
  }

  /** Takes a lock for the lifetime of this connection; false when another process has it, or when disconnected. */
  async tryLock(number: number): Promise<boolean> {
    const lock = "select pg_try_advisory_lock($1, $2) as got";
    const [row] = await this.#query<{ got: boolean }>(lock, [this.#space, number]).catch(() => []);
    return row?.got === true;
  }

  async unlock(number: number): Promise<void> {
    await this.#query("select pg_advisory_unlock($1, $2)", [this.#space, number]).catch(() => {});
  }

  /** The numbers of all locks that are held. Rejects when disconnected. */
  async locked(): Promise<Set<number>> {
    const rows = await this.#query<{ number: number }>(
      `select objid::int as number from pg_locks where locktype = 'advisory' and granted and objsubid = 2
       and classid = $1::int::oid and database = (select oid from pg_database where datname = current_database())`,
      [this.#space],
    );
    return new Set(rows.map(({ number }) => number));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#pending;
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => {});
  }

  /** Runs statements one at a time: a connection can carry only one. */
  #query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    const client = this.#client;
    const result = this.#pending.then(async () => {
      if (!client || client !== this.#client) throw new Error("PostgreSQL is unavailable");
      return (await client.query<T>(text, values)).rows;
    });
    this.#pending = result.catch(() => {});
    return result;
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: STATEMENT_MS,
      keepAlive: true,
    });
    client.on("error", () => {});
    client.on("notification", ({ payload = "" }) => this.#receive(payload));
    try {
      await client.connect();
      await client.query(PROMPT);
      const { rows } = await client.query<{ name: string; space: number }>(NAMES);
      this.#name = rows[0]?.name ?? "";
      this.#space = rows[0]?.space ?? 0;
      await client.query(`listen ${this.#name}`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    if (this.#closed) return client.end();
    client.once("end", () => this.#disconnect(client));
    this.#client = client;
    this.#reconnectLater(HEARTBEAT_MS, () => this.#heartbeat(client));
    for (const work of this.#onConnect) work();
  }

  #receive(message: string): void {
    const space = message.indexOf(" ");
    for (const onEvent of this.#topics.get(message.slice(0, space)) ?? []) onEvent(message.slice(space + 1));
  }

  /** A connection whose other end has disappeared fails only when it is used. */
  async #heartbeat(client: pg.Client): Promise<void> {
    try {
      await this.#query("select 1");
      if (this.#client === client) this.#reconnectLater(HEARTBEAT_MS, () => this.#heartbeat(client));
    } catch {
      this.#disconnect(client);
      client.end().catch(() => {});
    }
  }

  #disconnect(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    for (const work of this.#onDisconnect) work();
    this.#reconnectLater(RETRY_MS, () => this.#reconnect());
  }

  async #reconnect(): Promise<void> {
    await this.#connect().catch(() => this.#reconnectLater(RETRY_MS, () => this.#reconnect()));
  }

  #reconnectLater(ms: number, work: () => Promise<void>): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void work(), ms).unref();
  }
}
