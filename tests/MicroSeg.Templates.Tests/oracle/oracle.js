// Reads cases as NDJSON, { template, data, partials }, and writes what npm handlebars makes of each, { output } or { error }.
'use strict';
const Handlebars = require('handlebars');
const readline = require('node:readline');

// The last argument of a helper is its options; the others may be missing.
const first = args => args.slice(0, -1)[0];
const helpers = {
  echo: (...args) => first(args),
  concat: (...args) => args.slice(0, -1).map(String).join('|') + (args.at(-1).hash.end === undefined ? '' : String(args.at(-1).hash.end)),
  safe: (...args) => new Handlebars.SafeString('<' + String(first(args)) + '>'),
  twice(...args) {
    const { fn, inverse } = args.at(-1);
    return fn(this) + fn(first(args)) + inverse(this);
  },
};

function render({ template, data, partials }) {
  const engine = Handlebars.create();
  engine.log = () => {};
  engine.registerHelper(helpers);
  engine.registerPartial(partials);
  try {
    return { output: engine.compile(template)(data) };
  } catch (error) {
    return { error: String(error.message) };
  }
}

const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
let out = '';
lines.on('line', line => {
  if (line.trim()) out += JSON.stringify(render(JSON.parse(line))) + '\n';
});
lines.on('close', () => process.stdout.write(out));
