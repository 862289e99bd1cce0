import { type EvidenceLevel, evidenceLevels, type EvidenceShare } from '@parlance/compiler'
import { html, raw, type Html } from '../html.ts'

const meanings: Record<EvidenceLevel, string> = {
  official: 'The provider says so.',
  observed: 'A program that runs against the API relies on it.',
  lineage: 'It holds for a sibling product of the same platform.',
  inferred: 'We conclude it, and say from what.',
}

// The less sure, the less ink: levels differ in texture, not in colour, so nobody has to tell hues apart.
const textures: Record<EvidenceLevel, string> = {
  official: '<rect class="ink" width="6" height="6" />',
  observed: '<path class="stroke" d="M-1 7 7-1M-1 1 1-1M5 7 7 5" />',
  lineage: '<circle class="ink" cx="1.5" cy="1.5" r="1" /><circle class="ink" cx="4.5" cy="4.5" r="1" />',
  inferred: '',
}

/** The textures that bars and swatches of a page are filled with; once per page. */
export function textureDefinitions(): Html {
  return html`<svg class="textures" width="0" height="0" aria-hidden="true">
    <defs>
      ${evidenceLevels.map(
        (level) =>
          html`<pattern id="texture-${level}" width="6" height="6" patternUnits="userSpaceOnUse">
            ${raw(textures[level])}
          </pattern>`,
      )}
    </defs>
  </svg>`
}

/** How sure a provider's operations are. The legend carries the facts; the bar only draws them, so it is hidden. */
export function evidenceBar(evidence: EvidenceShare[]): Html | false {
  if (evidence.length === 0) return false
  return html`
    <svg class="evidence" width="100%" height="12" aria-hidden="true">
      ${segmentsOf(evidence).map(({ level, start, width }) => texturedRect(level, `${start}%`, `${width}%`))}
    </svg>
    <ul class="legend" aria-label="Evidence, by operation">
      ${evidence.map(({ level, operations }) => html`<li>${swatch(level)}<b>${operations}</b> ${level}</li>`)}
    </ul>
  `
}

/** What each level of evidence means. */
export function evidenceSection(): Html {
  return html`
    <section id="evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">How we know</h2>
      <p class="lead">
        Nobody documents everything. Each claim says how far to trust it, and where to check.
      </p>
      <dl class="levels">
        ${evidenceLevels.map(
          (level) =>
            html`<div>
              <dt>${swatch(level)}${level}</dt>
              <dd>${meanings[level]}</dd>
            </div>`,
        )}
      </dl>
      <p class="links"><a href="./trust/">How it is tested, in numbers</a></p>
    </section>
  `
}

function segmentsOf(evidence: EvidenceShare[]): { level: EvidenceLevel; start: number; width: number }[] {
  const total = evidence.reduce((sum, share) => sum + share.operations, 0)
  let start = 0
  return evidence.map(({ level, operations }) => {
    const segment = { level, start, width: Math.round((10_000 * operations) / total) / 100 }
    start += segment.width
    return segment
  })
}

function swatch(level: EvidenceLevel): Html {
  return html`<svg class="swatch" width="14" height="12" aria-hidden="true">
    ${texturedRect(level, '0', '100%')}
  </svg>`
}

function texturedRect(level: EvidenceLevel, x: string, width: string): Html {
  return html`<rect x="${x}" width="${width}" height="100%" fill="url(#texture-${level})" />`
}
