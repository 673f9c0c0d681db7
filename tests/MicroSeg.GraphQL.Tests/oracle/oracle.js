// Reads questions as NDJSON and writes what npm graphql answers to each, one line a question.
'use strict';
const readline = require('node:readline');
const {
  buildClientSchema, buildSchema, parse, print, printSchema, validate, validateSchema,
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

function answer(question) {
  try {
    return answers[question.kind](question);
  } catch (error) {
    return { failure: String(error.message) };
  }
}

const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
const out = [];
lines.on('line', line => {
  if (line.trim()) out.push(JSON.stringify(answer(JSON.parse(line))));
});
lines.on('close', () => process.stdout.write(out.join('\n') + '\n'));
