// The page's beginning: styles and the application. Everything a lesson needs is loaded when the lesson is opened.
import './state/web-crypto.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { offline } from './offline/offline.svelte.ts';

const target = document.querySelector('#app');
if (target) mount(App, { target });
// Not while developing: a kept page would hide what was just changed.
if (import.meta.env.PROD) void offline.begin();
