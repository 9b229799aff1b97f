// Opens every page in Chromium at four looks, runs axe-core, watches for what does not fit or is fetched from elsewhere, and takes a picture of each (not with PICTURES=no: they take a third of the time, and only people look at them).
import { execFileSync } from 'node:child_process'
import { readFileSync, mkdirSync, writeFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PICTURES = process.env.PICTURES !== 'no'
const PATIENCE = 180_000 // milliseconds; a long page on a busy machine takes its time
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']
const LOOKS = {
  desktop: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  print: { viewport: { width: 718, height: 1000 } }, // A4 between margins of 1 cm
}

function pagesIn(folder) {
  const found = []
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile() && entry.name.endsWith('.html') && !entry.parentPath.includes('_static')) found.push(join(entry.parentPath, entry.name))
  return found.sort()
}

const plain = (text) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')

async function check(browser, page, look) {
  const context = await browser.newContext({ ...LOOKS[look], reducedMotion: 'reduce' })
  const tab = await context.newPage()
  tab.setDefaultTimeout(PATIENCE)
  const findings = []
  tab.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) findings.push({ rule: 'network', help: 'asks the network for something', where: request.url(), why: '' })
  })
  tab.on('pageerror', (error) => findings.push({ rule: 'script', help: 'a script stops', where: '', why: String(error) }))
  await tab.goto(pathToFileURL(page).href)
  if (look === 'print') {
    await tab.emulateMedia({ media: 'print' })
    if (await tab.evaluate(() => document.querySelector('link[href*="wide.css"]') !== null)) await tab.setViewportSize({ width: 1047, height: 690 }) // A4 on its side
  }
  await tab.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
  const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (over > 0) {
    const wide = await tab.evaluate(() => {
      const room = document.documentElement.clientWidth
      const inScroller = (one) => { for (let up = one.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== 'visible') return true; return false }
      return [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > room + 1 && !inScroller(one)).slice(-3).map((one) => one.outerHTML.slice(0, 120))
    })
    findings.push({ rule: 'width', help: `the page is ${over} pixels too wide`, where: wide.join(' … '), why: '' })
  }
  const lost = await tab.evaluate(() => [...document.querySelectorAll('h1, h2, h3, h4, main p, main li')].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline' && !one.closest('table, .chart, pre, .highlight, .math')).map((one) => one.outerHTML.slice(0, 120)))
  if (lost.length) findings.push({ rule: 'cut', help: `${lost.length} headings or sentences are wider than their room`, where: lost[0], why: '' })
  const broken = await tab.evaluate(() => {
    const found = []
    for (const cell of document.querySelectorAll('td:not(.long), thead th')) {
      const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
      for (let node; (node = walker.nextNode()); )
        for (const word of node.data.matchAll(/(?<![\w.,-])-?[\d.,]{3,}%?(?=\s|$)|\p{L}{3,18}(?=[\s,:]|$)/gu)) {
          const range = document.createRange()
          range.setStart(node, word.index)
          range.setEnd(node, word.index + word[0].length)
          if (new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size > 1 && getComputedStyle(cell).hyphens !== 'auto') found.push(word[0])
        }
    }
    return found
  })
  if (broken.length) findings.push({ rule: 'broken', help: `${broken.length} numbers or words in tables are broken over two lines`, where: broken.slice(0, 5).join(' | '), why: '' })
  if (look === 'print') {
    // On paper nothing can be scrolled into view.
    const cut = await tab.evaluate(() => [...document.querySelectorAll('table, pre, img, svg')].filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 || (one.matches('pre') && one.scrollWidth > one.clientWidth + 1)).map((one) => one.outerHTML.slice(0, 120)))
    if (cut.length) findings.push({ rule: 'paper', help: `${cut.length} tables, code blocks or pictures run off the paper`, where: cut[0], why: '' })
    // What is laid out may still be lost between two sheets, which no picture of the page shows: the beginning of every paragraph and heading must stand in the PDF.
    const told = await tab.evaluate(() => [...document.querySelectorAll('h1, h2, h3, h4, p, li')].filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('table, nav, svg, .math') && !one.querySelector('.math')).map((one) => one.innerText))
    const printed = plain(execFileSync('pdftotext', ['-raw', '-', '-'], { input: await tab.pdf({ format: 'A4', preferCSSPageSize: true, margin: { top: '1cm', bottom: '1cm', left: '1cm', right: '1cm' } }), encoding: 'utf8', maxBuffer: 2 ** 28 }))
    const unprinted = told.filter((text) => !printed.includes(plain(text).slice(0, 30)))
    if (unprinted.length) findings.push({ rule: 'lost', help: `${unprinted.length} paragraphs or headings are not in the PDF`, where: unprinted[0].slice(0, 80), why: '' })
  }
  await tab.evaluate(AXE)
  const result = await tab.evaluate((tags) => axe.run(document, { runOnly: { type: 'tag', values: tags } }), TAGS)
  for (const one of result.violations)
    for (const node of one.nodes) findings.push({ rule: one.id, help: one.help, where: node.target.join(' '), why: node.failureSummary.replace(/\s+/g, ' ') })
  const picture = PICTURES && await tab.screenshot({ fullPage: true, animations: 'disabled', timeout: PATIENCE })
  let unsure = result.incomplete
  const unseen = unsure.filter((one) => one.id === 'color-contrast').flatMap((one) => one.nodes.map((node) => node.target))
  if (unseen.length) {
    // What is scrolled out of sight axe cannot judge: show everything at once and ask again.
    await tab.setViewportSize({ width: 6000, height: 2000 })
    await tab.addStyleTag({ content: '* { overflow: visible !important; max-height: none !important; position: static !important }' })
    const again = await tab.evaluate((include) => axe.run({ include }, { runOnly: { type: 'rule', values: ['color-contrast'] } }), unseen)
    for (const one of again.violations)
      for (const node of one.nodes) findings.push({ rule: one.id, help: one.help, where: node.target.join(' '), why: node.failureSummary.replace(/\s+/g, ' ') })
    unsure = [...unsure.filter((one) => one.id !== 'color-contrast'), ...again.incomplete]
  }
  await context.close()
  return { findings, unsure: unsure.map((one) => [one.id, one.nodes.length, one.nodes[0].target.join(' ')]), picture }
}

const [out, ...folders] = process.argv.slice(2)
mkdirSync(out, { recursive: true })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'] })
const wrong = []
const unsure = {}
let count = 0
const todo = folders.flatMap((folder) => pagesIn(resolve(folder)).map((page) => ({ page, name: join(folder.split('/').at(-1), relative(resolve(folder), page)) })))
async function work() {
  for (let job; (job = todo.shift()); ) {
    for (const look of Object.keys(LOOKS)) {
      const { findings, unsure: open, picture } = await check(browser, job.page, look)
      if (picture) {
        mkdirSync(join(out, look), { recursive: true })
        writeFileSync(join(out, look, job.name.replaceAll('/', '_').replace(/\.html$/, '.png')), picture)
      }
      for (const one of findings) wrong.push({ name: job.name, look, ...one })
      for (const [id, nodes, where] of open) (unsure[id] ??= []).push({ name: job.name, look, nodes, where })
    }
    count += 1
  }
}
await Promise.all([work(), work()])
await browser.close()
writeFileSync(join(out, 'findings.json'), JSON.stringify({ wrong, unsure }, null, 1))
for (const one of wrong.slice(0, 60)) console.log(`${one.name} | ${one.look} | ${one.rule}: ${one.help}\n    ${one.where}\n    ${one.why}`)
for (const [id, places] of Object.entries(unsure)) console.log(`not decided by axe: ${id}, on ${places.length} pages`)
console.log(`${count} pages at ${Object.keys(LOOKS).length} looks: ${wrong.length} findings. ${PICTURES ? 'Pictures and findings.json' : 'findings.json'}: ${out}`)
process.exit(wrong.length || !count ? 1 : 0)
