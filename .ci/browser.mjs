// The checks of .ci/browser. Each is counted; those that fail are printed.
import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import puppeteer from 'puppeteer-core'
import MarkdownIt from 'markdown-it'
import {hostile, others, practice, sides, twins, write} from './browser-pages.mjs'

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
    throw new Error(`${program} ${args.join(' ')}: ${String(e.stderr).slice(0, 400)}`)
  }
}
const stalkrisk = (...args) => run('./stalkrisk', args)

// --- The pages ---

const commands = write(stalkrisk)
const wanted = process.argv.slice(2)
const pages = Object.fromEntries(Object.entries(commands).filter(([name]) => wanted.length === 0 || wanted.includes(name)))
const unknown = wanted.filter(name => !commands[name])
if (unknown.length > 0) throw new Error(`no page ${unknown.join(', ')}; the pages are ${Object.keys(commands).join(', ')}`)
const sizes = []
for (const [name, args] of Object.entries(pages)) {
  const html = stalkrisk(...args, '--format', 'html')
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
const beforeDrawing = new Set(['page', 'readme', 'small', 'not-sensitive', 'plain-page']) // one side, and then the drawing
const drawn = new Set(['page', 'full', 'why', 'not-sensitive', 'timeline', 'many'])
const twin = /^(plain|hostile)-(?!page|full)/ // looks like the page that it is written as; its text is read back
const pictured = new Set([...drawn, ...Object.keys(sides), 'class', 'progress', 'compare', 'marked', 'record', 'due', 'audit', 'card'])

await Promise.all(Object.entries(browsers).map(async ([browser, launch]) => {
  const b = await launch()
  console.log(await b.version())
  for (const name of Object.keys(pages)) if (!twin.test(name)) await look(b, browser, name)
  if (pages.page) await refused(b, browser)
  if (pages.readme && browser === 'chromium') await readmePicture(b)
  for (const name of Object.keys(twins)) if (pages['hostile-' + name]) await forged(b, browser, name)
  if (browser === 'chromium' && wanted.length === 0) await everyCase(b)
  await b.close()
}))

// newPage opens a page, and tries again where a busy machine takes longer than is waited.
async function newPage(b, tries = 5) {
  return b.newPage().catch(e => { if (tries > 1 && e.name === 'TimeoutError') return newPage(b, tries - 1); throw e })
}

async function open(b, name, width) {
  const p = await newPage(b)
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
      const letters = s => s.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
      const onPaper = letters(run('pdftotext', ['-raw', `${browser}-${name}.pdf`, '-']))
      // Every row has its place, one after the other. A bar holds its counts, each of
      // which is painted twice.
      const rows = await p.evaluate(() => [...document.querySelectorAll('tbody tr')].map(r => r.className === 'bar' ? [r.cells[0].innerText, r.querySelector('small').innerText] : [r.innerText]))
      let from = 0
      same(`${at}: every row of a table is on paper`, rows.filter(r => {
        const found = new RegExp(r.map(letters).join('\\d*'), 'g')
        found.lastIndex = from
        if (!found.test(onPaper)) return true
        from = found.lastIndex
        return false
      }), [])
      if (beforeDrawing.has(name)) check(`${at}: the page is one side of A4`, run('pdftotext', ['-l', '1', `${browser}-${name}.pdf`, '-']).includes('Program:'))
      if (sides[name]) check(`${at}: no more than ${sides[name]} side of A4`, pagesOf(`${browser}-${name}.pdf`) <= sides[name], pagesOf(`${browser}-${name}.pdf`))
      const heads = await p.evaluate(() => [...document.querySelectorAll('h2')].map(h => h.textContent))
      // A heading beside its text may be broken up by it, so its first words are looked for.
      same(`${at}: every section is on paper`, heads.filter(h => !onPaper.includes(letters(h.split(' ').slice(0, 3).join(' ')))), [])
    }
    if (browser === 'chromium' && pictured.has(name)) await p.screenshot({path: `${name}-${width}.png`, fullPage: name !== 'many'})
    await p.close()
  }
  if (browser === 'chromium' && pictured.has(name)) await seen(b, name)
}

// pagesOf returns how many pages a PDF has.
function pagesOf(pdf) { return +run('pdfinfo', [pdf]).match(/^Pages: +(\d+)/m)[1] }

// readmePicture makes the picture of the README: the page as it prints, down to its
// drawing, with a margin.
async function readmePicture(b) {
  const p = await newPage(b)
  await p.setBypassCSP(true) // for the margin
  await p.setViewport({width: 760, height: 900, deviceScaleFactor: 1.25})
  await p.goto(`file://${folder}/readme.html`)
  await p.emulateMediaType('print')
  await p.addStyleTag({content: 'html{padding:20px}'})
  const height = await p.evaluate(() => Math.ceil(document.querySelector('figure').getBoundingClientRect().bottom) + 6)
  await p.screenshot({path: 'readme.png', clip: {x: 0, y: 0, width: 760, height}, captureBeyondViewport: true})
  await p.close()
}

// everyCase prints the page of every practice case, and its pages for others: none may
// run over its side of paper.
async function everyCase(b) {
  for (const id of practice) {
    for (const word of ['', ...others]) {
      const name = `case-${id}-${word}`
      writeFileSync(name + '.html', stalkrisk('report', id + '.yaml', ...(word ? ['--for', word] : []), '--now', '2026-11-27T21:00:00Z', '--format', 'html'))
      const p = await open(b, name, 1280)
      await p.pdf({path: name + '.pdf', format: 'A4', preferCSSPageSize: true, timeout: patience.timeout})
      await p.close()
      if (word) check(`${name}: no more than its side of A4`, pagesOf(name + '.pdf') <= sides['for-' + word], pagesOf(name + '.pdf'))
      else check(`${name}: the page is one side of A4`, run('pdftotext', ['-l', '1', name + '.pdf', '-']).includes('Program:'))
    }
  }
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
  for (const [what, feature] of Object.entries({dark: ['prefers-color-scheme', 'dark'], contrast: ['prefers-contrast', 'more'], forced: ['forced-colors', 'active']})) {
    const p = await open(b, name, 1280)
    const s = await p.createCDPSession()
    await s.send('Emulation.setEmulatedMedia', {features: [{name: feature[0], value: feature[1]}]})
    check(`${name}: ${what} is emulated`, await p.evaluate(q => matchMedia(q).matches, `(${feature[0]}: ${feature[1]})`))
    if (name !== 'many') await axeFinds(p, `${name}, ${what}`)
    await p.screenshot({path: `${name}-${what}.png`, fullPage: name !== 'many'})
    await p.close()
  }
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

// forged reads a page with hostile text back and compares it with the same page of plain
// text.
async function forged(b, browser, page) {
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
  const [a, h] = [await shape('plain-' + page), await shape('hostile-' + page)]
  check(`${browser}: hostile ${page} has the elements of plain ${page}`, a.shape === h.shape, a.shape.split('\n').find((l, i) => l !== h.shape.split('\n')[i]))
  same(`${browser}: hostile ${page} runs and links nothing`, [h.forged, h.links], [null, 0])
  if (page === 'full') for (const text of hostile.filter(t => /^[ -~]+$/.test(t))) check(`${browser}: hostile ${page} says ${text}`, h.text.includes(text.trim()))
}

// --- The other formats ---

const marks = html => (html.match(/<\/?[a-zA-Z!][^>]*>/g) ?? []).map(t => t.replace(/ start="\d+"/, ''))
const renderers = {
  'markdown-it': md => new MarkdownIt({html: true, linkify: true, typographer: true}).render(md),
  goldmark: md => run('./goldmark/render', [], md),
}
for (const [page, args] of Object.entries(twins)) {
  if (!pages['hostile-' + page]) continue
  const write = (name, format) => stalkrisk(...args(name), '--format', format)
  for (const [name, render] of Object.entries(renderers)) {
    const bare = tags => tags.filter(t => !/^<\/?code>$/.test(t)) // words that could be links are written as code
    const [plain, evil] = [bare(marks(render(write('plain', 'markdown')))), bare(marks(render(write('hostile', 'markdown'))))]
    check(`${name} ${page}: hostile text has the elements of plain text`, plain.join() === evil.join(), evil.find((t, i) => t !== plain[i]))
    same(`${name} ${page}: no link, picture or script`, evil.filter(t => /^<(a|img|script|style|svg|iframe|input|!)/i.test(t)), [])
  }
  const counted = page === 'due' || page === 'audit' // whose text is a table
  for (const format of [counted ? 'table' : 'text', counted ? 'ndjson' : 'json', 'markdown', 'html', ...(counted || page === 'timeline' ? ['csv'] : [])]) {
    if (args('').includes('--for') && format === 'json') continue
    const got = write('hostile', format)
    same(`${format} ${page}: nothing that a terminal obeys or that hides`, got.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]/g) ?? [], [])
    if (format === 'csv') same(`csv ${page}: no formula`, got.match(/(^|,)"?[=+@-](?![\d.]+(,|$))[^,\n]*/gm) ?? [], [])
  }
  if (counted) continue
  const heads = text => text.split('\n').filter((l, i, all) => /^[=-]{3,}$/.test(all[i + 1] ?? '')).length
  same(`text ${page}: hostile text adds no heading`, heads(write('hostile', 'text')), heads(write('plain', 'text')))
}

console.log(`${passed} checks passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
