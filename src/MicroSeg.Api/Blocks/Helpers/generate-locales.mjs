// Writes locales.json: what the mail helpers need of CLDR, asked of Intl, which carries it. Run with Node built with full ICU:
//   node generate-locales.mjs > locales.json
const tags = `af am ar ar-EG ar-SA az be bg bn bs ca cs cy da de de-AT de-CH el en en-AU en-CA en-GB en-IE en-IN en-NZ en-SG en-ZA es es-AR es-CL es-CO
es-MX es-PE es-US et eu fa fi fil fr fr-BE fr-CA fr-CH ga gl gu he hi hr hu hy id is it it-CH ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl nl-BE
nn pa pl pt pt-PT ro ru sk sl sq sr sr-Latn sv sw ta te th tr uk ur uz vi zh zh-Hant zh-HK zh-TW zu`.split(/\s+/);
const currencies = Intl.supportedValuesOf('currency');
const partsOf = (tag, options, n) => new Intl.NumberFormat(tag, options).formatToParts(n);
const text = (parts, type) => parts.find(p => p.type === type)?.value ?? '';
const patternOf = (parts, number) => {
  let pattern = '', inNumber = false;
  for (const p of parts) {
    if (['integer', 'group', 'decimal', 'fraction'].includes(p.type)) { if (!inNumber) pattern += 'N'; inNumber = true; }
    else if (p.type === 'currency') pattern += '¤';
    else if (p.type === 'minusSign') pattern += '-';
    else pattern += p.value;
  }
  return pattern;
};
const digits = {};
for (const c of currencies) { const d = new Intl.NumberFormat('en', { style: 'currency', currency: c }).resolvedOptions().maximumFractionDigits; if (d !== 2) digits[c] = d; }
const dateStyle = (tag, style) => {
  const format = new Intl.DateTimeFormat(tag, { dateStyle: style, timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' });
  let names = null, days = null;
  const parts = format.formatToParts(new Date(Date.UTC(2026, 2, 5)));
  const pattern = parts.map(p => {
    switch (p.type) {
      case 'day': return p.value === '05' ? '{dd}' : '{d}';
      case 'year': return p.value === '26' ? '{yy}' : '{yyyy}';
      case 'month':
        if (p.value === '03') return '{MM}';
        if (p.value === '3') return '{M}';
        names = Array.from({ length: 12 }, (_, m) => text(format.formatToParts(new Date(Date.UTC(2026, m, 5))), 'month'));
        return '{MMMM}';
      case 'weekday':
        days = Array.from({ length: 7 }, (_, d) => text(format.formatToParts(new Date(Date.UTC(2026, 2, 1 + d))), 'weekday'));
        return '{dddd}';
      default: return p.value;
    }
  }).join('');
  return { pattern, ...(names ? { months: names } : {}), ...(days ? { weekdays: days } : {}) };
};
const name = (tag, options, date, type) => text(new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' }).formatToParts(date), type);
// Beside a day, because many languages decline the names; alone where that leaves only a number.
const months = (tag, month) => Array.from({ length: 12 }, (_, m) => {
  const date = new Date(Date.UTC(2026, m, 5));
  const beside = name(tag, { month, day: 'numeric' }, date, 'month');
  return /^\d+$/.test(beside) ? new Intl.DateTimeFormat(tag, { month, timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' }).format(date) : beside;
});
const weekdays = (tag, weekday) => Array.from({ length: 7 }, (_, d) => name(tag, { weekday }, new Date(Date.UTC(2026, 2, 1 + d)), 'weekday'));
const timeStyle = tag => {
  const parts = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: 'UTC', numberingSystem: 'latn' }).formatToParts(new Date(Date.UTC(2026, 2, 5, 9, 7)));
  const pm = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: 'UTC', numberingSystem: 'latn' }).formatToParts(new Date(Date.UTC(2026, 2, 5, 21, 7)));
  const h12 = text(pm, 'hour') !== '21';
  const pattern = parts.map(p => p.type === 'hour' ? (p.value === '09' ? (h12 ? '{hh}' : '{HH}') : (h12 ? '{h}' : '{H}')) : p.type === 'minute' ? '{mm}' : p.type === 'dayPeriod' ? '{tt}' : p.value).join('');
  return { pattern, ...(h12 ? { periods: [text(parts, 'dayPeriod'), text(pm, 'dayPeriod')] } : {}) };
};
const plural = tag => {
  const rules = new Intl.PluralRules(tag);
  const all = ['zero', 'one', 'two', 'few', 'many', 'other'];
  const code = n => all.indexOf(rules.select(n));
  let out = ''; for (let n = 0; n < 200; n++) out += code(n);
  return out + code(1e6) + code(1.5);
};
// What NumberFormat.cs makes of a pattern, to find the currencies for which a locale has another one.
const written = (pattern, number, symbol) => pattern.replace('N', number).replace('¤', symbol);
const locales = {};
for (const tag of tags) {
  const latin = { numberingSystem: 'latn' };
  const big = partsOf(tag, latin, 1234567.5), small = partsOf(tag, latin, 1234.5);
  const groups = big.filter(p => p.type === 'integer').map(p => p.value.length);
  const eur = c => ({ ...latin, style: 'currency', currency: c });
  const negative = partsOf(tag, eur('EUR'), -1);
  const symbols = {};
  for (const c of currencies) { const s = text(partsOf(tag, eur(c), 1), 'currency'); if (s !== c) symbols[c] = s; }
  // A symbol of letters is kept apart from the digits by a space that one of signs does not need.
  const pattern = patternOf(partsOf(tag, eur('EUR'), 1)), letters = patternOf(partsOf(tag, eur('CHF'), 1));
  const negativeLetters = patternOf(partsOf(tag, eur('CHF'), -1));
  const minus = text(negative, 'minusSign') || '-', numberMinus = partsOf(tag, latin, -1).filter(p => p.type !== 'integer').map(p => p.value).join('');
  const patterns = {};
  for (const c of currencies) {
    const symbol = symbols[c] ?? c, digit = { ...eur(c), maximumFractionDigits: 0, minimumFractionDigits: 0 };
    const near = pattern.indexOf('¤') < pattern.indexOf('N') ? symbol.at(-1) : symbol[0];
    const isSign = /\p{S}/u.test(near);
    const pair = [1, -1].map(n => new Intl.NumberFormat(tag, digit).format(n));
    const guess = [[pattern, letters], [patternOf(negative), negativeLetters]].map(([sign, spaced]) => written(isSign ? sign : spaced, '1', symbol).replace('-', minus));
    if (pair.some((p, i) => p !== guess[i])) patterns[c] = [1, -1].map(n => patternOf(partsOf(tag, digit, n)));
  }
  locales[tag] = {
    decimal: text(small, 'decimal'), group: text(big, 'group'), minus,
    primary: groups.at(-1), ...(groups.length > 2 && groups[1] !== groups.at(-1) ? { secondary: groups[1] } : {}),
    ...(small.some(p => p.type === 'group') ? {} : { minGrouping: 2 }),
    money: pattern, moneyNegative: patternOf(negative),
    ...(letters !== pattern || negativeLetters !== patternOf(negative) ? { moneyLetters: letters, moneyLettersNegative: negativeLetters } : {}),
    moneyDecimal: text(partsOf(tag, eur('EUR'), 1234.5), 'decimal'), moneyGroup: text(partsOf(tag, eur('EUR'), 1234567.5), 'group'),
    symbols, ...(numberMinus !== minus ? { numberMinus } : {}), ...(Object.keys(patterns).length ? { patterns } : {}),
    dates: Object.fromEntries(['short', 'medium', 'long', 'full'].map(s => [s, dateStyle(tag, s)])),
    months: months(tag, 'long'), monthsShort: months(tag, 'short'), weekdays: weekdays(tag, 'long'), weekdaysShort: weekdays(tag, 'short'),
    time: timeStyle(tag), plural: plural(tag),
  };
  const l = locales[tag];
  if (l.moneyDecimal === l.decimal) delete l.moneyDecimal;
  if (l.moneyGroup === l.group) delete l.moneyGroup;
}
// Intl's format() writes plain spaces in dates where its parts have narrow no-break ones.
for (const l of Object.values(locales)) for (const p of [...Object.values(l.dates), l.time]) p.pattern = p.pattern.replaceAll('\u202f', ' ');
console.log(JSON.stringify({ cldr: process.versions.cldr, digits, locales }, null, 0).replace(/("[a-zA-Z-]+":\{"decimal")/g, '\n$1'));
