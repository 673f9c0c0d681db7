// Reads { "id", "sql", "read"?, "into"? } a line from standard input, runs each in one in-memory DuckDB, and answers { "id", "ms" } a line:
// the time that "sql" took. The result of "read", one column of whole numbers, goes to the file "into", outside the time.
import { DuckDBInstance } from '@duckdb/node-api';
import { createInterface } from 'node:readline';
import { writeFileSync } from 'node:fs';

const instance = await DuckDBInstance.create(':memory:', { threads: process.argv[2] ?? '2' });
const connection = await instance.connect();
for await (const line of createInterface({ input: process.stdin })) {
  const { id, sql, read, into } = JSON.parse(line);
  try {
    const started = process.hrtime.bigint();
    await connection.run(sql);
    const ms = Number(process.hrtime.bigint() - started) / 1e6;
    if (read) writeFileSync(into, Int32Array.from((await connection.runAndReadAll(read)).getColumns()[0] ?? [], Number));
    console.log(JSON.stringify({ id, ms }));
  } catch (error) {
    console.log(JSON.stringify({ id, error: error.message }));
  }
}
