/**
 * What ECMAScript writes, written in Java. Not a bundle of its own at run time: bnd copies the package into every bundle that uses
 * it ({@code -conditionalpackage}), so it is exported by none.
 */
package org.sosgi.ecma;
