package dev.tradewind.elasticsearch.plugin;

import org.apache.lucene.analysis.TokenStream;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;

/// Makes one Lucene filter from the settings an index gives it.
final class FilterFactory extends AbstractTokenFilterFactory {

    @FunctionalInterface
    interface Filter {

        TokenStream over(TokenStream in, Settings settings);
    }

    private final Settings settings;
    private final Filter filter;
    private final boolean normalizes;

    FilterFactory(String name, Settings settings, Filter filter, boolean normalizes) {
        super(name);
        this.settings = settings;
        this.filter = filter;
        this.normalizes = normalizes;
    }

    @Override
    public TokenStream create(TokenStream in) {
        return filter.over(in, settings);
    }

    @Override
    public TokenStream normalize(TokenStream in) {
        return normalizes ? create(in) : in;
    }
}
