// Shows /api/v1/openapi.json: groups, operations, parameters, schemas, examples, permissions.
// Builds nodes only, never markup, so nothing in the document can run.
(function () {
  'use strict';
  const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
  let doc = null;

  function el(name, attrs, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attrs || {})) {
      if (key === 'on') for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
      else if (value !== undefined && value !== null) node.setAttribute(key, value);
    }
    for (const child of children.flat()) {
      if (child === null || child === undefined || child === '') continue;
      node.append(child instanceof Node ? child : String(child));
    }
    return node;
  }

  /** Text with `code` in backticks. */
  function words(text) {
    return String(text || '')
      .split('`')
      .map((part, i) => (i % 2 ? el('code', {}, part) : part));
  }

  function follow(schema) {
    let seen = 0;
    while (schema && schema.$ref && seen++ < 8) {
      schema = schema.$ref.slice(2).split('/').reduce((at, key) => at && at[key], doc);
    }
    return schema || {};
  }

  /** `oneOf [null, X]` is X that may be null. */
  function plain(schema) {
    schema = follow(schema);
    const many = schema.oneOf || schema.anyOf || (schema.allOf && schema.allOf.length === 1 ? schema.allOf : null);
    if (!many) return { schema, nullable: Array.isArray(schema.type) && schema.type.includes('null') };
    const rest = many.filter((s) => s.type !== 'null');
    if (rest.length !== 1) return { schema, nullable: rest.length < many.length };
    return { schema: { description: schema.description, ...follow(rest[0]) }, nullable: rest.length < many.length };
  }

  function typeOf(raw) {
    const { schema, nullable } = plain(raw);
    let type = [].concat(schema.type || []).filter((t) => t !== 'null').join(' | ');
    if (type === 'array') type = `${typeOf(schema.items || {})}[]`;
    if (schema.enum) type = schema.enum.map((v) => JSON.stringify(v)).join(' | ');
    if (!type && (schema.oneOf || schema.anyOf)) type = (schema.oneOf || schema.anyOf).map(typeOf).join(' | ');
    if (schema.format && type !== 'array') type += ` (${schema.format})`;
    return (type || 'any') + (nullable ? ' | null' : '');
  }

  function example(raw, depth) {
    const { schema } = plain(raw);
    if (raw && raw.example !== undefined) return raw.example;
    if (schema.example !== undefined) return schema.example;
    if (schema.examples && schema.examples.length) return schema.examples[0];
    if (schema.enum) return schema.enum[0];
    if (depth > 6) return undefined;
    const type = [].concat(schema.type || []).find((t) => t !== 'null');
    if (schema.properties) {
      const out = {};
      for (const [key, value] of Object.entries(schema.properties)) {
        const inner = example(value, depth + 1);
        if (inner !== undefined) out[key] = inner;
      }
      return out;
    }
    if (type === 'array') {
      const inner = example(schema.items || {}, depth + 1);
      return inner === undefined ? [] : [inner];
    }
    if (schema.oneOf || schema.anyOf) return example((schema.oneOf || schema.anyOf)[0], depth + 1);
    return { string: 'text', integer: 1, number: 1, boolean: true, object: {} }[type];
  }

  function fields(raw, depth) {
    const { schema } = plain(raw);
    const target = schema.type === 'array' ? plain(schema.items || {}).schema : schema;
    if (!target.properties || depth > 4) return null;
    const must = new Set(target.required || []);
    return el('table', {}, Object.entries(target.properties).map(([name, value]) => {
      const inner = plain(value).schema;
      return el('tr', {},
        el('td', {}, name),
        el('td', {},
          el('span', { class: 'type' }, typeOf(value)),
          must.has(name) ? el('span', { class: 'must' }, 'required') : '',
          el('div', {}, words(value.description || inner.description)),
          nested(value, depth)));
    }));
  }

  function nested(value, depth) {
    const table = fields(value, depth + 1);
    return table ? el('details', {}, el('summary', {}, 'fields'), el('div', { class: 'nest' }, table)) : '';
  }

  function content(title, holder) {
    return Object.entries(holder.content || {}).map(([type, media]) => {
      const sample = media.example !== undefined ? media.example : example(media.schema || {}, 0);
      return [
        el('h4', {}, title, ' ', el('code', {}, type)),
        fields(media.schema || {}, 0) || el('span', { class: 'type' }, typeOf(media.schema || {})),
        sample !== undefined && typeof sample === 'object' ? el('pre', {}, JSON.stringify(sample, null, 2)) : '',
      ];
    });
  }

  function parameters(list) {
    if (!list.length) return '';
    return [
      el('h4', {}, 'Parameters'),
      el('table', {}, list.map((p) => el('tr', {},
        el('td', {}, p.name),
        el('td', {},
          el('span', { class: 'type' }, `${p.in} · ${typeOf(p.schema || {})}`),
          p.required ? el('span', { class: 'must' }, 'required') : '',
          el('div', {}, words(p.description),
            p.example !== undefined ? [' e.g. ', el('code', {}, String(p.example))] : ''))))),
    ];
  }

  function responses(all) {
    const [good, bad] = [[], []];
    for (const [status, response] of Object.entries(all || {})) {
      (status.startsWith('2') ? good : bad).push([status, follow(response)]);
    }
    const mark = (s) => el('span', { class: `status s${s[0]}` }, s);
    return [
      good.map(([status, r]) => [el('h4', {}, mark(status), ' ', ...words(r.description)), content('Answer', r)]),
      bad.length ? el('details', {}, el('summary', {}, `problems: ${bad.map(([s]) => s).join(', ')}`),
        el('table', {}, bad.map(([s, r]) => el('tr', {}, el('td', {}, mark(s)), el('td', {}, words(r.description)))))) : '',
    ];
  }

  function call(op) {
    const lines = [`curl -X ${op.method} '${location.origin}${op.path}'`, "  -H 'Authorization: Bearer $TOKEN'"];
    if (op.method !== 'GET') lines.push("  -H \"Idempotency-Key: $(uuidgen)\"");
    const body = op.spec.requestBody && (op.spec.requestBody.content || {})['application/json'];
    if (body) {
      lines.push("  -H 'Content-Type: application/json'");
      const sample = body.example !== undefined ? body.example : example(body.schema || {}, 0);
      lines.push(`  -d '${JSON.stringify(sample)}'`);
    }
    return el('pre', {}, lines.join(' \\\n'));
  }

  function article(op) {
    const body = el('div', { class: 'body' });
    const open = () => {
      if (!body.firstChild) {
        body.append(...[
          op.spec.description ? el('p', {}, words(op.spec.description)) : '',
          parameters(op.spec.parameters || []),
          op.spec.requestBody ? content('Body', op.spec.requestBody) : '',
          responses(op.spec.responses),
          el('h4', {}, 'Call'),
          call(op),
        ].flat(5).filter(Boolean));
      }
    };
    const node = el('article', { id: op.id },
      el('header', { tabindex: 0, role: 'button', on: {
        click: () => { open(); node.classList.toggle('open'); history.replaceState(null, '', `#${op.id}`); },
        keydown: (e) => { if (e.key === 'Enter') e.currentTarget.click(); },
      } },
      el('b', { class: `m ${op.method}` }, op.method), el('code', {}, op.path),
      el('span', { class: 'title' }, op.title), el('span', { class: 'need', title: 'permission' }, op.permission)), body);
    op.open = () => { open(); node.classList.add('open'); node.scrollIntoView(); };
    op.node = node;
    return node;
  }

  function operations() {
    const all = [];
    for (const [path, item] of Object.entries(doc.paths || {})) {
      for (const method of METHODS) {
        const spec = item[method];
        if (!spec) continue;
        all.push({ path, method: method.toUpperCase(), spec, id: spec.operationId || `${method} ${path}`,
          title: spec.summary || '', permission: spec['x-permission'] || '', tag: (spec.tags || ['other'])[0] });
      }
    }
    return all;
  }

  function show() {
    const all = operations();
    const tags = [...new Set(all.map((op) => op.tag))].sort();
    const index = document.getElementById('index');
    const page = document.getElementById('page');
    page.replaceChildren(el('div', { class: 'intro' }, el('h1', {}, doc.info.title), words(doc.info.description),
      `\n\n${all.length} operations`));
    index.replaceChildren();
    for (const tag of tags) {
      const own = all.filter((op) => op.tag === tag);
      const head = el('h2', {}, tag);
      index.append(head);
      for (const op of own) {
        op.link = el('a', { href: `#${op.id}`, title: `${op.method} ${op.path}`, on: { click: () => op.open() } },
          el('b', { class: `m ${op.method}` }, op.method), op.title || op.id);
        index.append(op.link);
      }
      page.append(el('section', { class: 'tag' }, el('h2', {}, tag), own.map(article)));
    }
    const find = document.getElementById('find');
    find.addEventListener('input', () => {
      const wanted = find.value.trim().toLowerCase();
      for (const op of all) {
        const text = `${op.method} ${op.path} ${op.title} ${op.id} ${op.permission} ${op.tag}`.toLowerCase();
        const hidden = wanted !== '' && !wanted.split(/\s+/).every((word) => text.includes(word));
        op.node.hidden = hidden;
        op.link.hidden = hidden;
        op.link.style.display = hidden ? 'none' : '';
      }
    });
    document.addEventListener('keydown', (e) => {
      if (e.key === '/' && document.activeElement !== find) { e.preventDefault(); find.focus(); }
    });
    const start = all.find((op) => `#${op.id}` === location.hash);
    if (start) start.open();
  }

  fetch('/api/v1/openapi.json')
    .then((answer) => answer.json())
    .then((found) => { doc = found; show(); })
    .catch((error) => { document.getElementById('page').textContent = `The description could not be read: ${error}`; });
})();
