package org.gatehouse.publisher;

import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.identity.Permission;

/** What is to be done to each of many APIs. */
public sealed interface BulkChange {
    /** Who may do it has this. */
    Permission permission();

    /** Whether the API is so already. */
    boolean isSo(Api api);

    /** Of what people say of it. */
    sealed interface Edit extends BulkChange {
        @Override
        default Permission permission() {
            return Permission.CREATE_APIS;
        }

        /** What it is to be. */
        ApiDraft of(Api api);
    }

    /** Moves it to a status, on the gateways too. */
    record Move(ApiStatus to) implements BulkChange {
        @Override
        public Permission permission() {
            return Permission.PUBLISH_APIS;
        }

        @Override
        public boolean isSo(Api api) {
            return api.status() == to;
        }
    }

    /**
     * Gives it a tag, or takes it away.
     *
     * @param tag at most {@value #LONGEST} characters, none of them a comma
     * @param has whether it has the tag afterwards
     */
    record Tag(String tag, boolean has) implements Edit {
        /** How long a tag may be. */
        public static final int LONGEST = 100;

        /** Refuses what is no tag. */
        public Tag {
            if (tag.isBlank() || tag.indexOf(',') >= 0 || tag.length() > LONGEST) {
                throw new Invalid("tag: expected: 1 to " + LONGEST + " characters, none of them a comma");
            }
        }

        @Override
        public boolean isSo(Api api) {
            return api.description().tags().contains(tag) == has;
        }

        @Override
        public ApiDraft of(Api api) {
            Description description = api.description();
            Stream<String> others = description.tags().stream().filter(each -> !each.equals(tag));
            List<String> tags =
                    Stream.concat(others, has ? Stream.of(tag) : Stream.empty()).toList();
            return ApiDraft.of(api).withDescription(description.withTags(tags));
        }
    }

    /**
     * Lets it be subscribed at a tier, or not any more; who is there stays.
     *
     * @param tier the tier's name
     * @param offered whether it is offered afterwards
     */
    record OfferTier(String tier, boolean offered) implements Edit {
        /** Refuses no name. */
        public OfferTier {
            if (tier.isBlank()) {
                throw new Invalid("tier: none (expected: the name of one)");
            }
        }

        @Override
        public boolean isSo(Api api) {
            return api.tiers().contains(tier) == offered;
        }

        @Override
        public ApiDraft of(Api api) {
            Stream<String> others = api.tiers().stream().filter(each -> !each.equals(tier));
            List<String> tiers = Stream.concat(others, offered ? Stream.of(tier) : Stream.empty())
                    .toList();
            return ApiDraft.of(api).withTiers(tiers);
        }
    }

    /** Removes it. */
    record Remove() implements BulkChange {
        @Override
        public Permission permission() {
            return Permission.CREATE_APIS;
        }

        @Override
        public boolean isSo(Api api) {
            return false;
        }
    }
}
