// Reads questions as NDJSON and writes what npm graphql answers to each, one line a question.
'use strict';
const readline = require('node:readline');
const {
  buildClientSchema, buildSchema, execute, parse, print, printSchema, validate, validateSchema,
} = require('graphql');
const { getVariableValues: coerceVariables } = require('graphql/execution/values');

const schemas = new Map();
function schemaOf(sdl) {
  if (!schemas.has(sdl)) schemas.set(sdl, buildSchema(sdl));
  return schemas.get(sdl);
}

const places = error => (error.locations ?? []).map(({ line, column }) => `${line}:${column}`).join(' ');

const answers = {
  // Whether a document is read and is valid: the places of each error.
  validate({ sdl, source }) {
    let document;
    try {
      document = parse(source);
    } catch (error) {
      return { syntax: places(error) };
    }
    return { errors: validate(schemaOf(sdl), document).map(places) };
  },
  print: ({ source }) => ({ text: print(parse(source)) }),
  printSchema: ({ sdl }) => ({ text: printSchema(schemaOf(sdl)) }),
  // Whether a schema is valid, and what is said against it.
  validateSchema({ sdl }) {
    try {
      return { messages: validateSchema(buildSchema(sdl)).map(error => error.message) };
    } catch (error) {
      return { messages: error.message.split('\n\n') };
    }
  },
  clientSchema({ introspection }) {
    const schema = buildClientSchema(introspection);
    return { text: printSchema(schema), messages: validateSchema(schema).map(error => error.message) };
  },
  variables({ sdl, source, inputs }) {
    const operation = parse(source).definitions[0];
    const { coerced, errors } = coerceVariables(schemaOf(sdl), operation.variableDefinitions, inputs);
    return errors ? { messages: errors.map(error => error.message) } : { coerced };
  },
};

// Values that stand for what resolvers do: { "$error": message } fails, { "$later": value } comes later.
function revive(value) {
  if (Array.isArray(value)) return value.map(revive);
  if (value === null || typeof value !== 'object') return value;
  if ('$error' in value) return new Error(value.$error);
  if ('$later' in value) {
    const later = revive(value.$later);
    return () => new Promise((resolve, reject) => setImmediate(() => (later instanceof Error ? reject(later) : resolve(later))));
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, revive(member)]));
}

async function run({ sdl, source, root, variables, operation }) {
  const result = await execute({
    schema: schemaOf(sdl), document: parse(source), rootValue: revive(root), variableValues: variables, operationName: operation,
  });
  const errors = (result.errors ?? []).map(({ message, path, locations }) => ({ message, path: path ?? null, locations: locations ?? null }));
  return { data: result.data === undefined ? 'absent' : result.data, errors };
}
answers.execute = run;

async function answer(question) {
  try {
    return await answers[question.kind](question);
  } catch (error) {
    return { failure: String(error.message) };
  }
}

const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
const out = [];
lines.on('line', line => {
  if (line.trim()) out.push(answer(JSON.parse(line)));
});
lines.on('close', async () => process.stdout.write((await Promise.all(out)).map(given => JSON.stringify(given)).join('\n') + '\n'));
