// KaTeX's style sheet and fonts, without KaTeX: for formulas that were made when the course was built.
import 'katex/dist/katex.min.css';
