// The style of the report: light or dark as the reader prefers, one column, from phone to projector. Uses the
// reader's fonts, as the page loads nothing.

/** The contents of the page's `<style>`. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b1f24; --muted: #57606a; --line: #d8dee4;
  --accent: #0b65a8; --accent-soft: #e3f0fa; --warm: #9a3412; --warm-soft: #fdf0e4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1318; --card: #171c23; --ink: #e8ecf1; --muted: #9aa6b2; --line: #2b333d;
    --accent: #6cb6f0; --accent-soft: #14293b; --warm: #f5b58a; --warm-soft: #33231a;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: clamp(2rem, 6vw, 4.5rem); padding-bottom: 1rem; }
.eyebrow { margin: 0 0 .4rem; color: var(--accent); font-weight: 600; letter-spacing: .02em; }
h1 { margin: 0; font-size: clamp(1.9rem, 5vw, 3rem); line-height: 1.12; letter-spacing: -.02em; text-wrap: balance; }
h2 { margin: 0 0 .3rem; font-size: clamp(1.25rem, 3vw, 1.6rem); letter-spacing: -.01em; }
.lead { margin: 0 0 1.1rem; color: var(--muted); max-width: 46rem; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .8rem; margin: 1.8rem 0 1rem; padding: 0; }
.numbers div { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; padding: .9rem 1.1rem; }
.numbers dt { color: var(--muted); font-size: .85rem; }
.numbers dd { margin: 0; font-size: 1.55rem; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.numbers div:first-child { background: var(--accent-soft); border-color: transparent; }
.numbers div:first-child dd { color: var(--accent); }
.note { margin: 1rem 0 0; padding: .8rem 1.1rem; border-radius: .8rem; background: var(--warm-soft); color: var(--ink); border-left: .3rem solid var(--warm); }
.note p { margin: 0; } .note p + p { margin-top: .4rem; }
nav { margin: 1.2rem 0 0; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; font-size: .92rem; }
a { color: var(--accent); text-underline-offset: .2em; }
section { padding: clamp(1.6rem, 4vw, 2.6rem) 0; border-top: 1px solid var(--line); scroll-margin-top: 1rem; }
figure { margin: 0 0 1rem; padding: clamp(.3rem, 1.5vw, .9rem); background: #fff; border: 1px solid var(--line); border-radius: .8rem; overflow-x: auto; text-align: center; }
figure svg { display: block; margin: 0 auto; max-width: 100%; height: auto; }
figure.middle svg { min-width: 27rem; }
figure.wide svg { min-width: 44rem; }
.pair { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 32rem), 1fr)); }
.table { overflow-x: auto; border: 1px solid var(--line); border-radius: .8rem; background: var(--card); margin: 0 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: .7rem 1rem 0; color: var(--muted); font-size: .88rem; }
th, td { padding: .5rem 1rem; text-align: left; white-space: nowrap; border-top: 1px solid var(--line); font-weight: 400; }
thead th { border-top: 0; color: var(--muted); font-size: .85rem; font-weight: 600; }
th.n, td.n { text-align: right; }
tr.strong th, tr.strong td { font-weight: 650; }
pre { margin: 0 0 1rem; padding: .9rem 1.1rem; overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .8rem; font: .82rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { font: .88em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
dl.facts { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .35rem 1.4rem; margin: 0 0 1rem; }
dl.facts dt { color: var(--muted); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
details { margin: 0 0 1rem; } summary { cursor: pointer; color: var(--accent); padding: .3rem 0; }
footer { padding-top: 1rem; padding-bottom: 3rem; color: var(--muted); font-size: .88rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 34rem) {
  table { font-size: .87rem; } th, td { padding: .45rem .6rem; } pre { font-size: .74rem; padding: .8rem; }
  dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-bottom: .6rem; }
}
@media print { body { background: #fff; } section { break-inside: avoid; } nav { display: none; } }
`;
