/** The reference of the clients: pages for what they share, for each client, and for each of its resources. */
import type { Article } from '../guides/article.ts'
import type { SiteProvider } from '../site.ts'
import { catalogueOf } from '../catalogue/article.ts'
import { blocks } from '../markdown.ts'
import { clientText } from './client.ts'
import { commonPage } from './common.ts'
import { methodText } from './method.ts'
import { linkNames } from './names.ts'

/** The pages of one client's reference. */
export interface ClientPages {
  index: Article
  resources: { name: string; article: Article }[]
}

/** Where a method of a client is described, from the site's root. */
export function methodPath(provider: string, id: string): string {
  return `clients/${provider}/api/${id.split('.')[0]!}/#${id}`
}

/** Writes the reference of one client. A resource has a page of its own, so that addresses stay as a spec grows. */
export function clientPages({ name, bundle, model }: SiteProvider): ClientPages {
  const errors = catalogueOf(model).article
  const common = commonPage
  const resources = model.resources.map((resource) => {
    const article: Article = {
      // What is made from the same part of the model, and what links from other texts may name.
      source: `packages/${name}/src/generated/operations/${resource.name}.ts`,
      path: `clients/${name}/api/${resource.name}/`,
      title: `${model.title} client: ${resource.name}`,
      text: '',
      provider: name,
      anchors: new Map(resource.operations.map(({ id }) => [id, id])),
      kind: 'method',
    }
    const methods = resource.operations.map((one) =>
      methodText({ bundle, model, article, errors, common }, one),
    )
    return {
      name: resource.name,
      article: {
        ...article,
        text: linkNames(blocks(`# ${article.title}`, resource.description, ...methods), article, common),
      },
    }
  })
  const index: Article = {
    source: `packages/${name}/api.md`,
    path: `clients/${name}/api/`,
    title: `${model.title} client: reference`,
    text: '',
    provider: name,
    kind: 'type',
  }
  return {
    resources,
    index: {
      ...index,
      text: linkNames(clientText({ model, article: index, resources, errors, common }), index, common),
    },
  }
}
