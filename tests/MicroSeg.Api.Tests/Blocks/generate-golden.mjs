// Writes golden-formats.tsv: how Intl writes amounts, numbers and dates. node generate-golden.mjs > golden-formats.tsv
const tags = 'ar bg bn ca cs da de de-AT de-CH el en-AU en-CA en-GB en-IN en-US es es-MX et fa fi fr fr-CA fr-CH he hi hr hu id it ja ko lt lv ms nb nl pl pt-BR pt-PT ro ru sk sl sr sv sw ta th tr uk ur vi zh zh-TW'.split(' ');
const currencies = ['USD', 'EUR', 'JPY', 'GBP', 'CHF', 'KWD', 'INR', 'BRL', 'SEK', 'CAD'];
const out = [];
const row = (...cells) => out.push(cells.join('\t'));
for (const tag of tags) {
  const latin = tag + '-u-nu-latn';
  for (const currency of currencies) for (const amount of [0, 1234.565, -9.5, 1234567.891]) row('money', tag, currency, amount, new Intl.NumberFormat(latin, { style: 'currency', currency }).format(amount));
  for (const n of [0, 1234, 12345.6789, -1234567.5]) row('number', tag, '', n, new Intl.NumberFormat(latin).format(n));
  for (const style of ['short', 'medium', 'long', 'full']) for (const date of ['2026-01-05', '2026-11-23'])
    row('date', tag, style, date, new Intl.DateTimeFormat(latin + '-ca-gregory', { dateStyle: style, timeZone: 'UTC' }).format(new Date(date)));
  for (const n of [0, 1, 2, 3, 5, 11, 21, 100, 101, 1000000]) row('plural', tag, '', n, new Intl.PluralRules(tag).select(n));
}
console.log(out.join('\n'));
