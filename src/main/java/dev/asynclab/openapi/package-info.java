/**
 * The OpenAPI document and Swagger UI.
 */
@NullMarked
package dev.asynclab.openapi;

import org.jspecify.annotations.NullMarked;
