/**
 * For a phone in a dark booth: large, light on black, from 320 pixels on. On paper: black on white, A4, no track cut in two.
 * Hues of keys are those of the Camelot wheel, a bar beside the name of the key, so that nothing hangs on colour.
 */
export const SHEET_STYLE = `
*{box-sizing:border-box}
:root{color-scheme:dark;--ground:#000;--ink:#f4f4f5;--soft:#b4b4bb;--line:#33333a;--note:#ffd166;--warn:#ff8a80}
body{margin:0 auto;max-width:900px;padding:16px 14px 40px;background:var(--ground);color:var(--ink);
font:18px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
h1{margin:0;font-size:28px;line-height:1.2}
header p{margin:4px 0;color:var(--soft)}
.said{white-space:pre-line}
header .said,.note{color:var(--note)}
ol{list-style:none;margin:16px 0 0;padding:0}
li.track{display:grid;grid-template-columns:104px 1fr;gap:0 12px;padding:14px 0 16px;border-top:1px solid var(--line)}
.when{font-variant-numeric:tabular-nums}
.when b{display:block;font-size:22px;line-height:1.25}
.when span{color:var(--soft)}
h2{margin:0;font-size:22px;line-height:1.25}
.artist{margin:0;color:var(--soft);font-size:19px}
dl.facts{display:flex;flex-wrap:wrap;gap:6px 18px;margin:8px 0 0}
dl.facts div{display:flex;flex-direction:column}
dt{font-size:14px;color:var(--soft)}
dd{margin:0;font-size:20px;font-weight:650;font-variant-numeric:tabular-nums}
dd small{font-size:15px;font-weight:400;color:var(--soft)}
dd.key{padding-inline-start:8px;border-inline-start:5px solid var(--line)}
.cues{margin:10px 0 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;font-size:17px;font-variant-numeric:tabular-nums}
.cues b{display:inline-block;min-width:1.5em;text-align:center;border:2px solid var(--soft);border-radius:4px}
p.note{margin:10px 0 0}
p.missing{margin:8px 0 0;color:var(--warn);font-weight:650}
.next{margin:12px 0 0;padding:0 0 0 12px;border-left:3px solid var(--soft);list-style:none;font-size:17px;color:var(--ink)}
footer{margin-top:16px;padding-top:12px;border-top:1px solid var(--line);color:var(--soft)}
@media (max-width:440px){li.track{grid-template-columns:1fr}.when{display:flex;gap:12px;align-items:baseline}dl.facts{gap:6px 13px}dd{font-size:19px}dd small{font-size:14px}}
@media print{
:root{color-scheme:light;--ground:#fff;--ink:#000;--soft:#444;--line:#999;--note:#000;--warn:#000}
@page{size:A4;margin:12mm}
body{max-width:none;padding:0;font-size:10pt}
h1{font-size:16pt}h2{font-size:11.5pt}.artist{font-size:10pt}
li.track{grid-template-columns:22mm 1fr;padding:2.2mm 0 2.6mm;break-inside:avoid}
.when{display:block}.when b{font-size:12pt}
dl.facts{margin-top:1mm;gap:0 5mm}dl.facts div{flex-direction:row;gap:1.5mm;align-items:baseline}
dt{font-size:8pt}dd{font-size:10pt}dd small{font-size:8.5pt}
.cues,.next{font-size:9pt}.cues,p.note,.next,p.missing{margin-top:1mm}
.note::before{content:"Note: ";font-weight:650}
dd.key{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
