/** Documents of APIs at the publisher's door: written, ordered, shown as readers will see them. */
@NullMarked
package org.gatehouse.web.publisher.documents;

import org.jspecify.annotations.NullMarked;
