"""How a report's page looks: one style sheet, for a phone, a screen and A4 paper."""

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:#1a1a1a;font:1rem/1.65 system-ui,"PingFang SC","Microsoft YaHei",
"Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
main{max-width:50rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.3;margin:.5rem 0}
h2{font-size:1.2rem;line-height:1.4;margin:2.2rem 0 .6rem;padding-top:.6rem;border-top:2px solid #1f4e79}
h3{font-size:1rem;margin:1.1rem 0 .3rem;color:#1f4e79}
p{margin:.4rem 0}
ul,ol{margin:.3rem 0;padding-left:1.3rem}
li{margin:.25rem 0}
a{color:#1f4e79}
nav{margin:1.2rem 0;padding:.5rem .8rem;background:#f2f5f8}
nav ul,.sources,.dates,.legend{list-style:none;padding-left:0}
.version{color:#555}
.cite{font-size:.85em;text-decoration:none;white-space:nowrap}
.flag{border:1px solid #9a3412;border-left-width:6px;padding:.3rem .6rem;font-weight:600}
.notices{border-left:4px solid #a16207;padding-left:.7rem;margin:.5rem 0}
.notices p{font-weight:600}
.sources li{padding-left:2.6rem;text-indent:-2.6rem}
.legend li{padding-left:1.4rem;text-indent:-1.4rem}
.day{white-space:nowrap}
.dates time{font-weight:600;font-variant-numeric:tabular-nums;margin-right:.6em}
.wide{overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .4rem;border-bottom:1px solid #ccc;text-align:right;vertical-align:bottom}
th:first-child{text-align:left;font-weight:400}
thead th,thead th:first-child{font-weight:600;border-bottom:2px solid #888}
td{white-space:nowrap}
td.empty{color:#767676}
figure{margin:1rem 0}
figcaption{font-weight:600}
figure>svg{display:block;width:100%;max-width:36rem;height:auto}
figure svg text{font-family:inherit!important}
svg *{stroke-linejoin:round;stroke-linecap:butt}
.legend svg{width:.9rem;height:.9rem;vertical-align:-.1em;margin-right:.5rem}
:target{background:#fff3c4}
@media screen and (max-width:40rem){
.stack thead{display:none}
.stack,.stack tbody,.stack tr,.stack th,.stack td{display:block;width:auto}
.stack tr{border-bottom:1px solid #888;padding:.4rem 0}
.stack th,.stack td{border:0;padding:.1rem 0}
.stack th:first-child{font-weight:600}
.stack td{display:flex;justify-content:space-between;gap:1rem}
.stack td::before{content:attr(data-label);white-space:normal;text-align:left}
.stack td.empty{display:none}
}
@page{size:A4;margin:15mm}
@media print{
body{font-size:10pt;line-height:1.45}
main{max-width:none;padding:0}
nav{display:none}
a{color:inherit;text-decoration:none}
h2,h3,figcaption,.notices p{break-after:avoid}
li,tr,figure,.flag,table:not(.stack){break-inside:avoid}
thead{display:table-header-group}
table{font-size:8pt}
th,td{padding:1pt 3pt}
.wide{overflow:visible}
figure>svg{max-width:120mm}
}
"""
