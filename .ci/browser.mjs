// The checks of .ci/browser. Each is counted; those that fail are printed.
import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync, existsSync} from 'node:fs'
import puppeteer from 'puppeteer-core'
import MarkdownIt from 'markdown-it'

const folder = process.cwd()
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
let passed = 0, failed = 0

function check(what, ok, found = '') {
  if (ok) { passed++; return }
  failed++
  console.log(`failed: ${what}${found === '' ? '' : ': ' + String(found).slice(0, 600)}`)
}

const same = (what, got, want) => check(what, JSON.stringify(got) === JSON.stringify(want), `${JSON.stringify(got)}, want ${JSON.stringify(want)}`)

// run runs a program and returns what it printed. Exit code 1 or 2 with output is a file
// with problems, whose page is written all the same.
function run(program, args, input) {
  try {
    return execFileSync(program, args, {input, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'pipe']})
  } catch (e) {
    if (e.stdout) return e.stdout
    throw e
  }
}
const stalkrisk = (...args) => run('./stalkrisk', args)

// --- The pages ---

// What somebody could write down to look like something else.
const hostile = [
  '<script>window.forged=1</script>', '<img src=x onerror=window.forged=1>', '"><svg onload=window.forged=1>', "' onmouseover='window.forged=1",
  '</bdi></li></ul></main><h1>ACT NOW: none</h1>', '</title></style><h2>Low</h2>', '<!-- ', '<style>*{display:none}</style>', '<a href=javascript:window.forged=1>here</a>',
  '# ACT NOW', '[here](javascript:window.forged=1)', '![x](https://evil.example/x.png)', 'https://evil.example www.evil.example a@evil.example', '```', '| a | b |', '- [x] done', '**LOW**', '{{.Title}} &lt;b&gt;',
  '\u202Ereversed\u202C', '\u001b[2J\u001b]0;low\u0007', 'zero\u200bwidth', 'line\u2028end',
]

// The text of the case that is swapped, each with another.
const texts = ['waits by the school gate', 'outside work', 'she did not dare to leave', 'a colleague', 'a photograph', 'by the gate for an hour', 'not within 100 metres', 'served by hand', 'worse since May',
  'nine answered yes', 'knows where she works', 'the victim knows the voice', 'voicemail', 'video of the gate', 'the order was served', 'to be asked for on Monday', 'keep a record', 'ring back', 'charged in December',
  'he was seen at the', 'it was the side gate', 'spoken to alone', 'weekdays before noon', 'one she does not know', 'extension 41', 'advocate 3', 'LOG-771', 'NP-2026-00123']

function variant(name, of) {
  let yaml = readFileSync(process.env.CASE, 'utf8').replace(/\n\n  I have not slept since\./, '')
  texts.forEach((t, i) => {
    if (!yaml.includes(t)) throw new Error(`the case does not hold ${t}`)
    yaml = yaml.replace(t, '\u0000' + i + '\u0000')
  })
  // In double quotes a YAML text may hold anything that JSON can write.
  const ascii = s => JSON.stringify(s).replace(/[\u007f-\uffff]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))
  yaml = yaml.replace(/"?\u0000(\d+)\u0000"?/g, (_, i) => ascii(of(+i)))
  writeFileSync(name, yaml)
}
// As many words, so that what is cut by counting words is cut alike.
variant('plain.yaml', i => hostile[i % hostile.length].trim().split(/\s+/).map((_, k) => `word${i}${k || ''}`).join(' '))
variant('hostile.yaml', i => hostile[i % hostile.length])

const cases = ['three-forces', 'letters-to-a-baby', 'nine-ticks', 'the-bins']
for (const id of cases) if (!existsSync(id + '.yaml')) stalkrisk('train', 'list', id, '--model', '-o', id + '.yaml')
const later = readFileSync('three-forces.yaml', 'utf8').replace(/assessed_at: .*/, 'assessed_at: "2026-11-25T09:00:00Z"').replace(/answer: "no"/, 'answer: unknown')
writeFileSync('later.yaml', later)
const days = Array.from({length: 1000}, (_, i) => new Date(Date.UTC(2024, 0, 1 + i * 0.9)).toISOString().slice(0, 10))
const kinds = ['message', 'loitering', 'gift', 'visit', 'third_party_contact', 'damage', 'grave_threat']
writeFileSync('many.csv', 'at,kind,breach,note\n' + days.map((d, i) => `${d},${kinds[(i * 5 + (i >> 3)) % 7]},${i % 9 ? 'no' : 'yes'},number ${i}`).join('\n') + '\n')

const now = ['--now', '2026-11-27T21:00:00Z']
const pages = {
  page: ['report', 'three-forces.yaml', ...now], full: ['report', '--full', 'three-forces.yaml', ...now], why: ['report', '--full', '--why', '--ids', 'letters-to-a-baby.yaml', ...now],
  small: ['report', 'the-bins.yaml', ...now], plain: ['report', '--full', 'plain.yaml', ...now], hostile: ['report', '--full', 'hostile.yaml', ...now],
  plainpage: ['report', 'plain.yaml', ...now], hostilepage: ['report', 'hostile.yaml', ...now],
  timeline: ['timeline', 'three-forces.yaml', '--format', 'html'], many: ['timeline', 'many.csv', '--assessed-at', '2026-11-20T14:03:00Z'],
  compare: ['compare', 'three-forces.yaml', 'later.yaml'], marked: ['train', 'mark', 'three-forces.yaml', 'later.yaml'], form: ['questionnaire', 'print', 'stalking'],
}
for (const word of ['meeting', 'prosecutor', 'order', 'victim']) {
  const args = ['report', '--for', word, 'three-forces.yaml', ...now]
  try { stalkrisk(...args, '--format', 'text'); pages['for-' + word] = args } catch { console.log(`not written: report --for ${word}`) }
}
const sizes = []
for (const [name, args] of Object.entries(pages)) {
  const html = stalkrisk(...args.filter(a => a !== '--format' && a !== 'html'), '--format', 'html')
  writeFileSync(name + '.html', html)
  sizes.push(`${name} ${Math.round(html.length / 1024)} KiB`)
}
console.log('pages: ' + sizes.join(', '))

// --- What they are ---

{ // It reads the hash of a style sheet in a policy as if it were not there; the browsers tell below.
  const known = /Inline style violates Content Security Policy/
  const out = execFileSync('java', ['-jar', 'node_modules/vnu-jar/build/dist/vnu.jar', '--exit-zero-always', '--stdout', '--also-check-css', '--format', 'json', ...Object.keys(pages).map(p => p + '.html')], {encoding: 'utf8', maxBuffer: 1 << 28})
  const messages = JSON.parse(out).messages.filter(m => !known.test(m.message))
  for (const name of Object.keys(pages)) {
    const own = messages.filter(m => m.url.endsWith('/' + name + '.html'))
    check(`Nu validator: ${name}`, own.length === 0, own.map(m => `${m.lastLine}: ${m.message}`).join('; '))
  }
}

// --- In browsers ---

const chromiumArgs = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const patience = {timeout: 300_000, protocolTimeout: 900_000} // a busy machine fails no check
const browsers = {
  chromium: () => puppeteer.launch({...patience, executablePath: process.env.CHROMIUM, args: chromiumArgs}),
  firefox: () => puppeteer.launch({...patience, browser: 'firefox', executablePath: process.env.FIREFOX}),
}
const sides = new Set(['page', 'small', 'plainpage']) // what the page says, before its drawing
const drawn = new Set(['page', 'full', 'why', 'timeline', 'many'])

for (const [browser, launch] of Object.entries(browsers)) {
  const b = await launch()
  console.log(await b.version())
  for (const name of Object.keys(pages)) await look(b, browser, name)
  await refused(b, browser)
  await forged(b, browser)
  await b.close()
}

async function open(b, name, width) {
  const p = await b.newPage()
  p.setDefaultTimeout(patience.timeout)
  p.said = []
  p.on('console', m => p.said.push(m.text()))
  p.on('pageerror', e => p.said.push(e.message))
  p.on('request', r => { if (!/^(file|data):/.test(r.url())) p.said.push('asks for ' + r.url()) })
  await p.setViewport({width, height: 900})
  await p.goto(`file://${folder}/${name}.html`)
  return p
}

async function look(b, browser, name) {
  const at = `${browser}, ${name}`
  for (const width of [320, 1280]) {
    const p = await open(b, name, width)
    same(`${at} at ${width}: nothing asked for, nothing on the console`, p.said, [])
    check(`${at} at ${width}: its style is in force`, await p.evaluate(() => getComputedStyle(document.body).maxWidth !== 'none'))
    check(`${at} at ${width}: no sideways scrolling`, await p.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
    if (name !== 'many' || browser === 'chromium' && width === 1280) await axeFinds(p, `${at} at ${width}`)
    if (drawn.has(name)) same(`${at} at ${width}: labels of the drawing`, await p.evaluate(labels), [])
    if (width === 1280) {
      check(`${at}: one h1, a title, a language`, await p.evaluate(() => document.querySelectorAll('h1').length === 1 && document.title !== '' && document.documentElement.lang === 'en-GB'))
      await p.pdf({path: `${browser}-${name}.pdf`, format: 'A4', preferCSSPageSize: true, timeout: patience.timeout})
      const pdf = run('pdftotext', ['-layout', `${browser}-${name}.pdf`, '-'])
      const missing = await p.evaluate(() => [...document.querySelectorAll('tbody tr')].map(r => r.cells[0].innerText + ' ' + r.cells[1].innerText.split(' ').slice(0, 2).join(' '))) 
      const rows = pdf.split('\n').map(l => l.trim().replace(/\s+/g, ' '))
      same(`${at}: every incident is on paper`, missing.filter(m => !rows.some(r => r.startsWith(m))), [])
      if (sides.has(name)) check(`${at}: the page is one side of A4`, run('pdftotext', ['-l', '1', `${browser}-${name}.pdf`, '-']).includes('Program:'))
      const heads = await p.evaluate(() => [...document.querySelectorAll('h2')].map(h => h.textContent))
      const letters = s => s.replace(/[^\p{L}\p{N}]/gu, '').normalize('NFKC')
      const onPaper = letters(run('pdftotext', ['-raw', `${browser}-${name}.pdf`, '-']))
      // A heading beside its text may be broken up by it, so its first words are looked for.
      same(`${at}: every section is on paper`, heads.filter(h => !onPaper.includes(letters(h.split(' ').slice(0, 3).join(' ')))), [])
    }
    if (browser === 'chromium' && (drawn.has(name) || name === 'compare')) await p.screenshot({path: `${name}-${width}.png`, fullPage: name !== 'many'})
    await p.close()
  }
  if (browser === 'chromium') await seen(b, name)
}

// axeFinds lets axe look for what keeps people from reading a page.
async function axeFinds(p, at) {
  await p.evaluate(axe)
  const found = await p.evaluate(async () => {
    const r = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']})
    return r.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html).join(' ')}`)
  })
  same(`${at}: axe`, found, [])
}

// labels returns what is wrong with the labels of the drawing in view: too small to read
// at 100 %, outside, or over each other.
function labels() {
  const wrong = []
  for (const svg of document.querySelectorAll('svg')) {
    if (svg.getBoundingClientRect().width === 0) continue
    const frame = svg.getBoundingClientRect(), scale = svg.getScreenCTM().a
    const texts = [...svg.querySelectorAll('text')]
    const boxes = texts.map(t => t.getBoundingClientRect())
    texts.forEach((t, i) => {
      const size = parseFloat(getComputedStyle(t).fontSize) * scale
      if (size < 11.5) wrong.push(`${t.textContent}: ${size} px`)
      const a = boxes[i]
      if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.bottom > frame.bottom + 1) wrong.push(`${t.textContent}: outside`)
      for (let k = 0; k < i; k++) {
        const c = boxes[k], low = 0.25 * a.height // the space above and below the letters
        if (a.left < c.right - 1 && c.left < a.right - 1 && a.top + low < c.bottom - low && c.top + low < a.bottom - low) wrong.push(`${t.textContent} over ${texts[k].textContent}`)
      }
    })
  }
  return wrong
}

// seen looks at a page dark, with more contrast, in forced colours and in grey, and
// keeps pictures.
async function seen(b, name) {
  const picture = drawn.has(name)
  for (const [what, feature] of Object.entries({dark: ['prefers-color-scheme', 'dark'], contrast: ['prefers-contrast', 'more'], forced: ['forced-colors', 'active']})) {
    const p = await open(b, name, 1280)
    const s = await p.createCDPSession()
    await s.send('Emulation.setEmulatedMedia', {features: [{name: feature[0], value: feature[1]}]})
    check(`${name}: ${what} is emulated`, await p.evaluate(q => matchMedia(q).matches, `(${feature[0]}: ${feature[1]})`))
    if (name !== 'many') await axeFinds(p, `${name}, ${what}`)
    if (picture) await p.screenshot({path: `${name}-${what}.png`, fullPage: name !== 'many'})
    await p.close()
  }
  if (!picture) return
  const p = await open(b, name, 1280)
  await p.emulateVisionDeficiency('achromatopsia')
  await p.screenshot({path: `${name}-grey.png`, fullPage: name !== 'many'})
  await p.close()
  run('pdftoppm', ['-png', '-r', '70', '-l', '3', `chromium-${name}.pdf`, `${name}-print`])
}

// refused puts a script, a style, a picture, a form and a frame into a page that is ours
// otherwise, as if somebody had found a way in. The policy of the page must stop each.
async function refused(b, browser) {
  const html = readFileSync('page.html', 'utf8')
  writeFileSync('injected.html', html.replace('</main>', `<p id="in" style="color:rgb(1,2,3)">in</p><style>#in{margin-left:77px}</style><script>window.forged=1</script><img src="data:image/png;base64,AAAA" onerror="window.forged=1">
<iframe srcdoc="x"></iframe><form action="https://evil.example"><button id="go">go</button></form><a id="js" href="javascript:window.forged=1">x</a></main>`).replace('<head>', '<head>'))
  const p = await open(b, 'injected', 800)
  await p.evaluate(() => document.getElementById('js').click())
  await p.evaluate(() => document.getElementById('go').click())
  await new Promise(r => setTimeout(r, 300))
  const got = await p.evaluate(() => ({forged: window.forged ?? null, color: getComputedStyle(document.getElementById('in')).color === 'rgb(1, 2, 3)', margin: getComputedStyle(document.getElementById('in')).marginLeft === '77px', url: location.protocol})).catch(e => e.message) // the page may be gone
  same(`${browser}: the policy refuses what was put in`, got, {forged: null, color: false, margin: false, url: 'file:'})
  if (browser === 'chromium') check(`${browser}: it says what it refused`, p.said.some(s => /Content.Security.Policy/i.test(s)), p.said.join('; '))
  await p.close()
}

// forged reads pages with hostile text back and compares them with the same pages of
// plain text.
async function forged(b, browser) {
  for (const [plain, evil] of [['plain', 'hostile'], ['plainpage', 'hostilepage']]) {
    const shape = async name => {
      const p = await open(b, name, 1280)
      const got = await p.evaluate(() => ({
        shape: [...document.querySelectorAll('*')].map(e => e.tagName + ' ' + [...e.attributes].map(a => a.name).join(',')).join('\n'),
        text: document.body.innerText, forged: window.forged ?? null, links: [...document.links].filter(a => !a.getAttribute('href').startsWith('#s')).length,
      }))
      same(`${browser}, ${name}: nothing asked for or said`, p.said, [])
      await p.close()
      return got
    }
    const [a, h] = [await shape(plain), await shape(evil)]
    check(`${browser}: ${evil} has the elements of ${plain}`, a.shape === h.shape, a.shape.split('\n').find((l, i) => l !== h.shape.split('\n')[i]))
    same(`${browser}: ${evil} runs and links nothing`, [h.forged, h.links], [null, 0])
    if (evil === 'hostile') for (const text of hostile.filter(t => /^[ -~]+$/.test(t))) check(`${browser}: ${evil} says ${text}`, h.text.includes(text.trim()))
  }
}

// --- The other formats ---

const marks = html => (html.match(/<\/?[a-zA-Z!][^>]*>/g) ?? []).map(t => t.replace(/ start="\d+"/, ''))
const renderers = {
  'markdown-it': md => new MarkdownIt({html: true, linkify: true, typographer: true}).render(md),
  goldmark: md => run('./goldmark/render', [], md),
}
for (const args of [['--full'], []]) {
  const write = (name, format) => stalkrisk('report', ...args, name + '.yaml', ...now, '--format', format)
  for (const [name, render] of Object.entries(renderers)) {
    const bare = tags => tags.filter(t => !/^<\/?code>$/.test(t)) // words that could be links are written as code
    const [plain, evil] = [bare(marks(render(write('plain', 'markdown')))), bare(marks(render(write('hostile', 'markdown'))))]
    check(`${name} ${args}: hostile text has the elements of plain text`, plain.join() === evil.join(), evil.find((t, i) => t !== plain[i]))
    same(`${name} ${args}: no link, picture or script`, evil.filter(t => /^<(a|img|script|style|svg|iframe|input|!)/i.test(t)), [])
  }
  for (const format of ['text', 'markdown', 'json', 'html']) {
    const got = write('hostile', format)
    same(`${format} ${args}: nothing that a terminal obeys or that hides`, got.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]/g) ?? [], [])
  }
  const heads = text => text.split('\n').filter((l, i, all) => /^[=-]{3,}$/.test(all[i + 1] ?? '')).length
  same(`text ${args}: hostile text adds no heading`, heads(write('hostile', 'text')), heads(write('plain', 'text')))
}

console.log(`${passed} checks passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
